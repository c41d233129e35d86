import type { Threshold } from '@autocura/common';
import { setImmediate as turn } from 'node:timers/promises';
import type { PrometheusClient } from '../sources/prometheus';
import type { Judgement } from '../watch/anomaly';
import { type Episode, WatchedSeries } from '../watch/thresholds';
import { history, onGrid } from './history';
import { serviceOf } from './series';

/** One sample of one series, and what was thought of it then. */
export interface Moment {
  key: string;
  service: string;
  /** Unix seconds. */
  time: number;
  /** Undefined where it was missing. */
  value: number | undefined;
  judged: Judgement | undefined;
  episode: Episode | undefined;
}

export interface ReliveOptions {
  client: Pick<PrometheusClient, 'query' | 'queryRange'>;
  from: Date;
  to: Date;
  /** Seconds before `from` that are learned from. */
  learnS: number;
  /** Of all series together. */
  mostPoints: number;
  mostSeries: number;
  /** Which series are looked at; all of them unless told. */
  only?(service: string): boolean;
}

/** There is more than may be read at once. */
export class TooMuchError extends Error {
  override readonly name = 'TooMuchError';
}

/**
 * Runs the series of a threshold over a past time through the classes that watch now; `see` hears of each sample from
 * `from` on. Resolves with how many series there were. Throws `PrometheusError` and `TooMuchError`.
 */
export async function relived(
  by: Threshold,
  { client, from, to, learnS, mostPoints, mostSeries, only = () => true }: ReliveOptions,
  see: (moment: Moment) => void,
): Promise<number> {
  const everyS = by.everyMs / 1000;
  const [first, last] = [onGrid(from.getTime() / 1000, everyS), onGrid(to.getTime() / 1000, everyS)];
  const known = new Map<string, { service: string; watched: WatchedSeries }>();
  const expected = Math.max(1, (await client.query(by.query, new Date(last * 1000))).length);
  if ((expected * (last - first)) / everyS > mostPoints)
    throw new TooMuchError(`${expected} series are too many for so long a time: choose a shorter one, or fewer series`);
  const learned = Math.min(learnS, Math.floor(mostPoints / expected) * everyS);
  const start = onGrid(first - learned, everyS);
  for await (const piece of history(client, by, { from: start, to: last, series: expected })) {
    for (const [key, labels] of piece.labels) {
      const service = serviceOf(by, labels);
      if (service === undefined || !only(service) || known.has(key) || known.size >= mostSeries) continue;
      known.set(key, { service, watched: new WatchedSeries(by) });
    }
    for (const [key, { service, watched }] of known) {
      const values = piece.values.get(key);
      for (let time = piece.from; time <= piece.to; time += everyS) {
        const value = values?.get(time);
        const judged = value === undefined ? undefined : watched.next(time, value);
        if (value === undefined) watched.missing(time);
        if (time >= first) see({ key, service, time, value, judged, episode: watched.state.episode });
      }
      await turn();
    }
  }
  return known.size;
}
