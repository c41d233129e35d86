import type { IncidentEvent, Period, ShadowedEpisode, ShadowReport, Stored } from '@autocura/common';
import { streams } from '@autocura/common';
import { setImmediate as turn } from 'node:timers/promises';
import type { Store } from '../store';
import { everything, type Scope } from '../store/scope';
import { Tally } from './counts';
import { episodesOf } from './episodes';

const atOnce = 100;
const mostEpisodes = 500;

export interface ShadowOptions {
  /** So many episodes are told in the report, the newest; all are counted. */
  most?: number;
  /** Of incidents that speak of nothing outside. */
  scope?: Scope;
  /** Hears of each episode, the newest first. */
  tell?(episode: ShadowedEpisode): void | Promise<void>;
}

/** What was named and would have been done, beside what people did. One incident's events are held at a time. */
export async function shadowReport(
  store: Pick<Store, 'incidents' | 'events'>,
  period: Period,
  { most = mostEpisodes, tell, scope = everything }: ShadowOptions = {},
): Promise<ShadowReport> {
  const [since, until] = [new Date(period.from), new Date(period.to)];
  const tally = new Tally();
  const episodes: ShadowedEpisode[] = [];
  for (let cursor: string | undefined; ;) {
    const { items, next } = await store.incidents({ since, until, limit: atOnce, scope, ...(cursor && { cursor }) });
    for (const { id } of items) {
      const events = await store.events(streams.incident(id));
      for (const episode of episodesOf(events as Stored<IncidentEvent>[]).reverse()) {
        tally.take(episode);
        if (episodes.length < most) episodes.push(episode);
        await tell?.(episode);
      }
    }
    await turn();
    cursor = next;
    if (cursor === undefined) break;
  }
  const { counts, remedies } = tally;
  const left = counts.episodes - episodes.length;
  return { from: since.toISOString(), to: until.toISOString(), counts, remedies, episodes, left };
}
