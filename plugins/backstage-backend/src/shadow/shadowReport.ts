import type { IncidentEvent, Period, ShadowedEpisode, ShadowReport, Stored } from '@autocura/common';
import { streams } from '@autocura/common';
import { setImmediate as turn } from 'node:timers/promises';
import type { Store } from '../store';
import { countsOf, remediesOf } from './counts';
import { episodesOf } from './episodes';

const atOnce = 100;
const mostEpisodes = 500;

/** What was named and would have been done, beside what people did; of `episodes` at most so many are told. */
export async function shadowReport(
  store: Pick<Store, 'incidents' | 'events'>,
  period: Period,
  most = mostEpisodes,
): Promise<ShadowReport> {
  const [since, until] = [new Date(period.from), new Date(period.to)];
  const episodes: ShadowedEpisode[] = [];
  for (let cursor: string | undefined; ;) {
    const { items, next } = await store.incidents({ since, until, limit: atOnce, ...(cursor && { cursor }) });
    for (const { id } of items) {
      const events = await store.events(streams.incident(id));
      episodes.push(...episodesOf(events as Stored<IncidentEvent>[]).reverse());
    }
    await turn();
    cursor = next;
    if (cursor === undefined) break;
  }
  return {
    from: since.toISOString(),
    to: until.toISOString(),
    counts: countsOf(episodes),
    remedies: remediesOf(episodes),
    episodes: episodes.slice(0, most),
    left: Math.max(0, episodes.length - most),
  };
}
