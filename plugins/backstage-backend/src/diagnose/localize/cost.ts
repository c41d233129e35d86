import type { Deviation } from './deviation';

/** What an alert is about, and what callers pass on to their callers: slowness, or failing. */
export type Symptom = 'latency' | 'failure';

export const symptomOf = ({ family }: Pick<Deviation, 'family'>): Symptom | undefined =>
  family === 'latency' ? 'latency' : family === 'errors' || family === 'availability' ? 'failure' : undefined;

/** A mean adds up along a chain of calls; a percentile does so less the further out it is. */
const latencies = [/mean|average|avg/, /median|p?50/, /p?90/, /p?95/, /p?99/];

/** What one service adds to each request now, above its normal. */
export interface Added {
  /** Seconds of latency; of failing, the share of requests. */
  each: number;
  /** Requests in the unit of its series; undefined where none says. */
  requests?: number;
}

/** Undefined where no series of the service tells. */
export function addedBy(ofService: Deviation[], symptom: Symptom): Added | undefined {
  const traffic = ofService.find(({ family }) => family === 'traffic');
  const all = ofService.filter(one => symptomOf(one) === symptom).sort((a, b) => order(a) - order(b));
  // Who answers its scrapes may fail all its requests.
  const telling = (symptom === 'failure' && all.find(({ up }) => up > 0)) || all[0];
  if (!telling) return undefined;
  const each = telling.up * telling.scale * unitOf(telling, traffic?.normal);
  return { each, ...(traffic && traffic.normal > 0 && { requests: traffic.normal }) };
}

const order = ({ metric, family }: Deviation) => {
  const name = metric.toLowerCase();
  if (family === 'availability') return 0;
  const place = latencies.findIndex(pattern => pattern.test(name));
  return place === -1 ? latencies.length : place;
};

/** To seconds, or to a share of the requests. */
function unitOf({ metric, family, whole = 1 }: Deviation, requests: number | undefined): number {
  const name = metric.toLowerCase();
  if (family === 'latency')
    return /(^|[^a-z])(ms|msec|millis|milliseconds)([^a-z]|$)/.test(name)
      ? 1e-3
      : /(^|[^a-z])(us|usec|micros|microseconds)([^a-z]|$)/.test(name)
        ? 1e-6
        : 1;
  if (family === 'availability') return 1 / whole;
  if (/pct|percent/.test(name)) return 0.01;
  return /ratio/.test(name) || !requests ? 1 : 1 / requests;
}
