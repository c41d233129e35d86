import { streams } from '@autocura/common';
import { ConflictError, type Store } from '../store';

export interface RefusalOptions {
  store: Pick<Store, 'lastEvent' | 'append'>;
  now(): Date;
  warn(message: string): void;
}

const most = 20;
const perMs = 60_000;

/**
 * Writes down who was refused. Whoever sends forged tokens by the thousand must not fill the record: some for each
 * reason are written in a minute, the rest is counted and told with the next one.
 */
export function refusalRecord({ store, now, warn }: RefusalOptions) {
  let since = 0;
  /** By reason, of which there are few. */
  const written = new Map<string, number>();
  let untold = 0;
  let last: Promise<void> = Promise.resolve();

  return (reason: string, through: string) => {
    const at = now().getTime();
    if (at - since >= perMs) {
      since = at;
      written.clear();
    }
    const times = written.get(reason) ?? 0;
    if (times === most) {
      untold += 1;
      return;
    }
    written.set(reason, times + 1);
    const others = untold;
    untold = 0;
    last = last.then(() => write(reason, through, others)).catch(error => warn(`A refusal was not recorded: ${error}`));
  };

  async function write(reason: string, through: string, others: number) {
    const data = { reason, through, ...(others > 0 && { others }) };
    for (let tries = 1; ; tries += 1) {
      const expected = (await store.lastEvent(streams.identity))?.seq ?? 0;
      try {
        const events = [{ type: 'identity.refused' as const, data }];
        await store.append([{ stream: streams.identity, expected, events, actor: `external:${through}` }]);
        return;
      } catch (error) {
        if (!(error instanceof ConflictError) || tries === 5) throw error;
      }
    }
  }
}
