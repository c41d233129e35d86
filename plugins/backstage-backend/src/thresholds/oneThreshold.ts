import type { Threshold } from '@autocura/common';
import { setImmediate as turn } from 'node:timers/promises';
import type { PrometheusClient } from '../sources/prometheus';
import type { KeptSeries, Store } from '../store';
import { type SeriesState, WatchedSeries } from '../watch/thresholds';
import { history, historyOf, onGrid } from './history';
import { keyOf, labelsOf, serviceOf } from './series';

/** What is kept of a series, and of which question: another one's knowledge would be wrong. */
interface Kept {
  query: string;
  everyMs: number;
  state: SeriesState;
}

interface OneSeries {
  service: string;
  watched: WatchedSeries;
  /** Milliseconds since 1970; 0 before the first time. */
  savedAt: number;
}

/** Of all thresholds together. */
export const mostSeries = 10_000;
/** What is known is saved so often, a part of it each look; what changed since then is read anew after a restart. */
const savedEveryMs = 10 * 60_000;
const savedAtOnce = 200;
const forgottenAfterMs = 14 * 24 * 3_600_000;
/** Series between two turns of others. */
const atOnce = 250;

/** The series of one threshold, and what is known of each. */
export class OneThreshold {
  readonly series = new Map<string, OneSeries>();

  private constructor(readonly by: Threshold) {}

  /** With what was learned before a restart, or by somebody else. */
  static async of(by: Threshold, { watching }: Pick<Store, 'watching'>): Promise<OneThreshold> {
    const one = new OneThreshold(by);
    for (const { series, seenAt, state: kept } of await watching.series<Kept>(by.name)) {
      const service = serviceOf(by, labelsOf(series));
      if (kept.query !== by.query || kept.everyMs !== by.everyMs || service === undefined) continue;
      one.series.set(series, { service, watched: new WatchedSeries(by, kept.state), savedAt: seenAt.getTime() });
    }
    return one;
  }

  /**
   * The newest sample of every series, `at` in Unix seconds, after whatever was missed before it. `room`: for so many
   * series. Says what was left out. Throws `PrometheusError`.
   */
  async sample(client: Pick<PrometheusClient, 'query' | 'queryRange'>, at: number, room: number): Promise<string> {
    const rows = await client.query(this.by.query, new Date(at * 1000));
    const taken = new Map<string, number>();
    let [anonymous, tooMany] = [0, 0];
    for (const { labels, value } of rows) {
      if (Number.isNaN(value)) continue;
      const key = keyOf(labels);
      const service = serviceOf(this.by, labels);
      if (service === undefined) anonymous += 1;
      else if (!this.series.has(key) && this.series.size >= room) tooMany += 1;
      else {
        taken.set(key, value);
        if (!this.series.has(key)) this.series.set(key, { service, watched: new WatchedSeries(this.by), savedAt: 0 });
      }
    }
    await this.catchUp(client, [...taken.keys()], at);
    await this.learn(taken, at);
    return [
      ...(tooMany > 0 ? [`${tooMany} series are not watched: ${mostSeries} are the most`] : []),
      ...(anonymous > 0 ? [`${anonymous} series name no service`] : []),
    ].join('; ');
  }

  private async learn(taken: Map<string, number>, at: number): Promise<void> {
    let done = 0;
    for (const [key, { watched }] of this.series) {
      const value = taken.get(key);
      if (value !== undefined) watched.next(at, value);
      else if (at - watched.state.last > forgottenAfterMs / 1000) this.series.delete(key);
      else watched.missing(at);
      done += 1;
      if (done % atOnce === 0) await turn();
    }
  }

  /** What new series did before, and what was missed of all while nobody looked. */
  private async catchUp(client: Pick<PrometheusClient, 'queryRange'>, keys: string[], at: number): Promise<void> {
    const everyS = this.by.everyMs / 1000;
    const behind = keys.filter(key => at - this.lastOf(key) > 1.5 * everyS);
    if (behind.length === 0) return;
    const last = behind.reduce((least, key) => Math.min(least, this.lastOf(key)), Infinity);
    const from = onGrid(Math.max(at - historyOf(everyS, keys.length), last + everyS), everyS);
    for await (const piece of history(client, this.by, { from, to: at - everyS, series: keys.length })) {
      for (const key of behind) {
        const values = piece.values.get(key);
        for (let time = piece.from; values && time <= piece.to; time += everyS) {
          const value = values.get(time);
          if (value !== undefined) this.series.get(key)?.watched.next(time, value);
        }
        await turn();
      }
    }
  }

  private lastOf(key: string): number {
    return this.series.get(key)?.watched.state.last ?? -1;
  }

  /** What was not saved for a while, some at a time; everything when nobody goes on here. */
  async save({ watching }: Pick<Store, 'watching'>, now: Date, all = false): Promise<void> {
    const kept: KeptSeries<Kept>[] = [];
    const { name, query, everyMs } = this.by;
    for (const [series, one] of this.series) {
      if (!all && kept.length >= savedAtOnce) break;
      const { state } = one.watched;
      if (state.last < 0 || (!all && now.getTime() - one.savedAt < savedEveryMs)) continue;
      one.savedAt = now.getTime();
      kept.push({
        ...{ threshold: name, series, seenAt: new Date(state.last * 1000) },
        state: { query, everyMs, state },
      });
    }
    if (kept.length === 0) return;
    await watching.saveSeries(kept);
    await watching.forgetSeries(new Date(now.getTime() - forgottenAfterMs));
  }
}
