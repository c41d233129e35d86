import type { Change, Evidence, Topology } from '@autocura/common';
import { canBreak, standing } from './change';
import { isFailing, isSlow } from './thresholds';

/** Services with changes that may have broken them: when the trouble began tells which, and whether any. */
export const changed = (services: string[], changes: Change[]): string[] =>
  services.filter(
    service => standing(changes.filter(change => change.service === service && canBreak(change))).length > 0,
  );

/** Of all that was measured: what is felt of a service, by itself and by those who call it. */
export function feltOf(service: string, evidence: Evidence[], { edges }: Topology): Evidence[] {
  const near = new Set([service, ...edges.filter(({ to }) => to === service).map(({ from }) => from)]);
  return evidence.filter(
    ({ question, measurement }) =>
      near.has(question.service) &&
      question.by === undefined &&
      measurement.state === 'measured' &&
      bad[question.signal] !== undefined,
  );
}

/** When what is bad now began to be bad, by the series: ISO 8601, undefined where nothing is bad. */
export function beganAt(charted: Evidence[]): string | undefined {
  const starts = charted.flatMap(piece => {
    const { question, measurement, series = [] } = piece;
    const isBad = bad[question.signal];
    if (!isBad || measurement.state === 'missing') return [];
    const lastGood = series.findLastIndex(([, value]) => !isBad(value, measurement.normal));
    const first = series[lastGood + 1];
    return first ? [first[0]] : [];
  });
  return starts.length > 0 ? new Date(Math.min(...starts) * 1000).toISOString() : undefined;
}

const bad: Partial<Record<Evidence['question']['signal'], (value: number, normal?: number) => boolean>> = {
  'requests.errors': isFailing,
  'requests.p95': isSlow,
  availability: value => value < 1,
};
