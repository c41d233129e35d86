import type { Family } from './families';
import type { Labels, Row } from './client';
import { names, promql, type Promql, regex, seconds } from './promql';

const usualLabels = ['service_name', 'service', 'application', 'app', 'job'];

/** Which family knows which services, and by which of their labels. */
export class Presence {
  private readonly found = new Map<string, Map<string, string>>();
  private readonly own = new Map<string, Set<string>>();

  constructor(rows: Row[], families: Family[]) {
    const labelsOf = new Map(families.map(family => [family.id, family.labels ?? usualLabels]));
    for (const { labels } of rows) {
      const family = labels['family'] ?? '';
      this.add(family, labels, labelsOf.get(family) ?? []);
    }
  }

  has(family: string) {
    return this.found.has(family);
  }

  /** The label that carries this service's name in the family's series. */
  label(family: string, service: string): string | undefined {
    return this.found.get(family)?.get(service);
  }

  /** Services under the name they call themselves by in the family's series. */
  services(family: string): string[] {
    return [...(this.own.get(family) ?? [])];
  }

  private add(family: string, labels: Labels, candidates: string[]) {
    const known = this.found.get(family) ?? new Map<string, string>();
    this.found.set(family, known);
    // Unknown is what a mesh calls whoever is not part of it.
    const named = candidates.filter(label => labels[label] && labels[label] !== 'unknown');
    for (const label of named) {
      const value = labels[label] ?? '';
      const before = known.get(value);
      if (!before || candidates.indexOf(label) < candidates.indexOf(before)) known.set(value, label);
    }
    const first = labels[named[0] ?? ''];
    if (first) this.own.set(family, (this.own.get(family) ?? new Set()).add(first));
  }
}

/** One query that finds them all, the ones that fell silent a while ago included. */
export function presenceQuery(families: Family[], memorySeconds: number): Promql {
  return families
    .map(family => {
      const by = family.naming === 'labels' ? (family.labels ?? usualLabels) : [];
      const series = promql`last_over_time({__name__=~${family.probes}}[${seconds(memorySeconds)}])`;
      // The same labels under two names would be one series twice, which Prometheus refuses: count, then group.
      return promql`label_replace(group by (${names(by)}) (${series}), "family", ${family.id}, "", ${regex('')})`;
    })
    .reduce((all, next) => promql`${all} or ${next}`);
}
