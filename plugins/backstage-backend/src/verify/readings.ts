import type { Evidence, Question } from '@autocura/common';
import { isGood } from './good';
import { questionKey } from './questions';
import { named, shown } from './words';

export interface Reading {
  evidence: Evidence;
  /** Absent where there is no value that can be judged. */
  value?: number;
  /** Undefined where nothing tells. */
  good: boolean | undefined;
  /** In words: what was measured, or why it tells nothing. */
  says: string;
}

/** Fewer requests a second than this say nothing about a service. */
const fewest = 0.02;

/** Nor does less than this share of the usual traffic: the others may have given up. */
const leastShare = 0.1;

/**
 * Each answer, judged. No data, no number, data from before `since` (ISO 8601) or too little traffic to go by is not
 * good and not bad.
 */
export function readings(evidence: Evidence[], since?: string): Map<string, Reading> {
  const quiet = new Set(evidence.filter(isTooQuiet).map(({ question }) => question.service));
  return new Map(
    evidence.map(one => [questionKey(one.question), read(one, since, quiet.has(one.question.service))] as const),
  );
}

function read(evidence: Evidence, since: string | undefined, quiet: boolean): Reading {
  const { question, measurement, unit } = evidence;
  const tellsNothing = (reason: string): Reading => ({
    evidence,
    good: undefined,
    says: `${named(question)}: ${reason}`,
  });

  if (measurement.state === 'missing') return tellsNothing(measurement.reason);
  const { value, at, normal } = measurement;
  if (!Number.isFinite(value)) return tellsNothing('not a number');
  if (since !== undefined && Date.parse(at) <= Date.parse(since)) return tellsNothing('no data since the act');
  if (quiet && restsOnTraffic(question)) return tellsNothing('too few requests to tell');
  const usual = normal !== undefined && Number.isFinite(normal) ? normal : undefined;
  return {
    evidence,
    value,
    good: isGood(question.signal, value, usual),
    says: `${named(question)} is ${shown(value, unit)}${usual === undefined ? '' : `, usually ${shown(usual, unit)}`}`,
  };
}

const restsOnTraffic = ({ signal }: Question) => signal === 'requests.errors' || signal === 'requests.p95';

function isTooQuiet({ question, measurement }: Evidence) {
  if (question.signal !== 'requests.rate' || question.by !== undefined || measurement.state === 'missing') return false;
  return measurement.value < Math.max(fewest, (measurement.normal ?? 0) * leastShare);
}
