import { type ChangeVerdict, suspectChanges } from './changes/suspectChange';
import { chosen, type Constants } from './constants';
import { confidenceOf } from './confidence';
import { asMeasured } from './deviation';
import type { LocalizeInput } from './input';
import { addUp, type Kind, standsOut } from './kind';
import { type MetricFinding, metricKind } from './metricKind';
import { groupBy } from './groupBy';
import { onsetOf } from './onset';
import { rankMetrics, usualMemory } from './rankMetrics';
import { reasonsFor, type Reason } from './reasons';
import { callsIn } from './traces/calls';
import { traceKinds } from './traces/traceKinds';

export interface RankedService {
  service: string;
  score: number;
  because: Reason[];
}

export interface RankedMetric {
  service: string;
  metric: string;
  normal: number;
  now: number;
}

export interface Localization {
  /** Unix seconds: since when, as far as was seen. */
  onset: number;
  /** Best first. */
  services: RankedService[];
  metrics: RankedMetric[];
  /** Which change may have caused it; undefined where no change is known. */
  change?: ChangeVerdict;
  /** How far the best evidence stands out of the noise of its own kind; 0 where it does not. */
  standsOut: number;
  /** How far the first is ahead of the second. */
  lead: number;
  /** How often the first is right where the evidence is such, from 0 to 1. */
  confidence: number;
  /** Nothing stands out: the ranking is not to be believed. */
  abstains: boolean;
}

/** Evidence that stands out by less is found in quiet times too. */
const believed = 0.5;

/**
 * Where the trouble comes from, by statistics over what was measured around it; it knows nothing of causes. Pure, and
 * the same input gives the same answer.
 */
export function localize(input: LocalizeInput, constants: Constants = chosen): Localization {
  const noticed = onsetOf(input);
  const traces = traceKinds(input, noticed);
  const onset = traces?.onset ?? noticed;
  const metrics = metricKind({ ...input, topology: [...input.topology, ...callsIn(input.spans)] }, onset, constants);
  const kinds: Kind[] = [metrics, ...(traces ? [traces.time, traces.events] : [])];
  const ranked = [...addUp(kinds, constants)].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
  const byService = groupBy(metrics.findings, ({ of }) => of.service);
  const usual = usualMemory(metrics.findings);
  const ordered = new Map([...byService].map(([service, own]) => [service, rankMetrics(own, usual)]));
  const distance = standsOut(kinds);
  const lead = (ranked[0]?.[1] ?? 0) - (ranked[1]?.[1] ?? 0);
  const rankedMetrics = ranked.flatMap(([service]) => (ordered.get(service) ?? []).map(describe));
  const places = { onset, services: ranked.map(([service]) => service), metrics: rankedMetrics };
  return {
    onset,
    services: ranked.map(([service, score]) => ({
      service,
      score,
      because: reasonsFor(service, ordered.get(service) ?? [], traces),
    })),
    metrics: rankedMetrics,
    ...(input.changes.length > 0 && { change: suspectChanges(input, places) }),
    standsOut: distance,
    lead,
    confidence: confidenceOf(distance, lead),
    abstains: distance < believed,
  };
}

const describe = ({ of }: MetricFinding): RankedMetric => ({
  service: of.service,
  metric: of.metric,
  ...asMeasured(of),
});
