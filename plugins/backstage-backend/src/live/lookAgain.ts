import { liveChannel } from '@autocura/common';
import type { LoggerService } from '@backstage/backend-plugin-api';
import type { SignalsService } from '@backstage/plugin-signals-node';
import { Rounds } from '../rounds';
import type { Store } from '../store';
import type { Part } from '../wiring/part';
import type { Lookers } from './lookers';

export interface LookAgainOptions {
  store: Pick<Store, 'position' | 'streamsSince' | 'servicesOf'>;
  lookers: Lookers;
  signals: SignalsService;
  logger: LoggerService;
  everyMs?: number;
}

/**
 * Tells people who look that something they may see has changed, and nothing of what: to know it they have to ask, and
 * are judged then. Each process tells of every change, since without an event bus only its own connections hear it. What
 * becomes visible out of its order in the record may be missed; pages ask by themselves too, only later.
 */
export function lookAgain({ store, lookers, signals, logger, everyMs = 500 }: LookAgainOptions): Part {
  let seen: number | undefined;
  const round = async () => {
    if (lookers.none()) {
      seen = undefined;
      return;
    }
    if (seen === undefined) {
      seen = await store.position();
      return;
    }
    const { upTo, streams } = await store.streamsSince(seen);
    seen = upTo;
    const entityRef = lookers.whoMaySee(await servicesIn(store, streams));
    if (entityRef.length === 0) return;
    await signals.publish({ recipients: { type: 'user', entityRef }, channel: liveChannel, message: {} });
  };
  const rounds = new Rounds(round, { everyMs, logger, failed: 'Who looks was not told of changes' });
  return { role: 'api', start: () => rounds.start(), stop: () => rounds.stop() };
}

/** Of which services each change speaks. What no page shows at once is left out. */
async function servicesIn(store: LookAgainOptions['store'], streams: string[]): Promise<string[][]> {
  const parts = streams.map(stream => stream.split('/'));
  const of = (kind: string) => parts.flatMap(([found, name]) => (found === kind && name !== undefined ? [name] : []));
  const everybodys = streams.includes('brake') ? [[]] : [];
  const services = [...of('service'), ...of('problem').map(decodeURIComponent)].map(service => [service]);
  return [...everybodys, ...services, ...(await store.servicesOf(of('incident')))];
}
