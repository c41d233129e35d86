import type { Family, Reading, Windows } from './families';
import type { Group } from './evidence';
import type { Presence } from './presence';
import { byDatabase, byLabel, byPods, type Reach } from './scopes';

/** The database behind postgres_exporter: the name it has as a service, and labels that choose it. */
export interface NamedDatabase {
  service: string;
  matchers?: Record<string, string>;
}

/** One query's worth of services. */
export interface Reached {
  reading: Reading;
  services: string[];
  reach: Reach;
}

/** Which families can answer a question, and how each reaches the services it is asked about. */
export class Reaching {
  constructor(
    readonly families: Family[],
    private readonly database: NamedDatabase,
    private readonly windows: Windows,
  ) {}

  offering = (group: Pick<Group, 'signal' | 'by'>): Family[] =>
    this.families.filter(family => {
      const reading = family.signals[group.signal];
      return reading && (!group.by || reading.parts?.includes(group.by));
    });

  of(family: Family, group: Group, services: string[], presence: Presence, windows = this.windows): Reached[] {
    const reading = family.signals[group.signal];
    if (!reading || services.length === 0 || !presence.has(family.id)) return [];
    if (family.naming === 'pods') return [{ reading, services, reach: byPods(services, group.by, windows) }];
    if (family.naming === 'database') {
      const ours = services.filter(service => service === this.database.service);
      const reach = byDatabase(this.database.matchers ?? {}, windows);
      return ours.length > 0 ? [{ reading, services: ours, reach }] : [];
    }
    const labels = [...new Set(services.map(service => presence.label(family.id, service)))];
    return labels.flatMap(label => {
      if (!label) return [];
      const ours = services.filter(service => presence.label(family.id, service) === label);
      return [{ reading, services: ours, reach: byLabel(label, ours, group.by, windows) }];
    });
  }
}
