import { anchorOf } from './anchor';
import { chosen, type Constants } from './constants';
import { symptomOf } from './cost';
import { type Deviation, deviationOf } from './deviation';
import { droppedCalls } from './droppedCalls';
import { isResource } from './family';
import { groupBy } from './groupBy';
import type { LocalizeInput, Series } from './input';
import type { Kind } from './kind';
import { type MetricEvidence, metricEvidence, pastEvidence } from './metricEvidence';
import { medianOf } from './statistics';
import { waysIn } from './way';

export interface MetricFinding extends MetricEvidence {
  /** The callee that has the same trouble, and passes it on. */
  explainedBy?: string;
}

/** How long nobody waits, and how little fails of nothing, is hardly evidence. */
const ofIdle = 0.3;
/** Memory that stands at another level is no trouble as long as nothing else of the service is. */
const ofAlone = 0.3;
const noticeable = 1;

/**
 * What the series say: of each service its strongest pieces of evidence. The noise is what the same series said at
 * stretches of their past: the median over the stretches, since trouble may be there too.
 */
export function metricKind(
  input: LocalizeInput,
  at: number,
  constants: Constants = chosen,
): Kind & { findings: MetricFinding[] } {
  const series = [...input.series, ...waysIn(input.series), ...droppedCalls(input.series, input.topology)];
  const largest = largestNow(series, at);
  const deviations = series.flatMap(one => deviationOf(one, at, largest.get(one.metric)) ?? []);
  const anchor = anchorOf(deviations, input, constants);
  const worths = deviations.map(anchor);
  const isIdle = new Set(
    deviations
      .filter(({ family, normal, now }) => family === 'traffic' && normal === 0 && now === 0)
      .map(one => one.service),
  );
  const weigh = (evidence: (of: Deviation) => MetricEvidence) =>
    deviations.map((of, index): MetricFinding => {
      const found = evidence(of);
      const { worth = 1, explainedBy } = worths[index] ?? {};
      const idle = symptomOf(of) !== undefined && isIdle.has(of.service);
      return {
        ...found,
        weight: found.weight * worth * (idle ? ofIdle : 1),
        ...(explainedBy !== undefined && { explainedBy }),
      };
    });
  const findings = weigh(of => metricEvidence(of, constants));
  const stretches = Math.max(0, ...deviations.map(({ past }) => past.length));
  const pasts = Array.from({ length: stretches }, (_, stretch) => {
    const then = scoresOf(
      constants,
      weigh(of => pastEvidence(of, stretch, constants)),
    );
    return Math.max(0, ...then.values());
  });
  return { findings, scores: scoresOf(constants, findings), noise: pasts.length > 0 ? medianOf(pasts) : 0 };
}

/** By metric: its largest value of any service since. */
function largestNow(series: Series[], at: number): Map<string, number> {
  const largest = new Map<string, number>();
  for (const { metric, times, values } of series) {
    const from = times.findIndex(time => time >= at);
    const now = from === -1 ? [] : values.subarray(from);
    for (const value of now) if (value > (largest.get(metric) ?? 0)) largest.set(metric, value);
  }
  return largest;
}

function scoresOf({ corroboration }: Constants, findings: MetricFinding[]): Map<string, number> {
  const scores = new Map<string, number>();
  for (const [service, all] of groupBy(findings, ({ of }) => of.service)) {
    const others = all.filter(({ of }) => of.family !== 'memory');
    const isAlone = others.length > 0 && strongest(others) < noticeable;
    const own = isAlone
      ? all.map(one => (one.of.family === 'memory' ? { ...one, weight: one.weight * ofAlone } : one))
      : all;
    const used = strongest(own.filter(({ of }) => isResource(of.family)));
    const felt = strongest(own.filter(({ of }) => !isResource(of.family)));
    scores.set(service, Math.max(used, felt) + corroboration * Math.min(used, felt));
  }
  return scores;
}

const strongest = (findings: MetricFinding[]) => findings.reduce((most, { weight }) => Math.max(most, weight), 0);
