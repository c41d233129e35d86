import { streams } from '@autocura/common';
import type { LoggerService } from '@backstage/backend-plugin-api';
import { randomUUID } from 'node:crypto';
import { Rounds } from '../rounds';
import type { Store } from '../store';
import type { SilencePlace } from './alertmanager';
import { agree } from './plan';
import type { Silences } from './silences';

export interface KeeperOptions {
  store: Store;
  silences: Pick<Silences, 'known'>;
  places: SilencePlace[];
  logger: LoggerService;
  now(): Date;
  /** Between two looks, in milliseconds. */
  everyMs?: number;
}

const duty = 'silences';
const dutyMs = 60_000;

/** Keeps silences here and in every Alertmanager in step: one process at a time, each so often. */
export class SilenceKeeper {
  private readonly owner = randomUUID();
  private readonly rounds: Rounds;
  private said = '';

  constructor(private readonly options: KeeperOptions) {
    this.rounds = new Rounds(() => this.keep(), {
      everyMs: options.everyMs ?? 15_000,
      logger: options.logger,
      failed: 'silences could not be kept in step',
    });
  }

  start() {
    if (this.options.places.length === 0) return;
    this.rounds.start();
  }

  stop(): Promise<void> {
    return this.rounds.stop();
  }

  /** One look at every place. One that cannot be asked leaves what is known as it is. */
  async keep(): Promise<void> {
    const { store, places } = this.options;
    const held = await store.claimDuty(duty, this.owner, dutyMs);
    if (!held) return;
    try {
      const problems: string[] = [];
      for (const place of places) {
        await this.keepWith(place).catch((error: unknown) => problems.push((error as Error).message));
      }
      this.tell(problems.sort().join('; '));
    } finally {
      await store.finishDuty(held);
    }
  }

  private async keepWith(place: SilencePlace) {
    const { store, now, silences } = this.options;
    const there = await place.read();
    const { moves, learnt } = agree(await silences.known(), there, now().getTime());
    for (const { id, event } of learnt) {
      const last = await store.lastEvent(streams.silence(id));
      // A window of a file cannot be ended but in the file.
      if (event.type === 'silence.ended' && !last) continue;
      await store.append([
        { stream: streams.silence(id), expected: last?.seq ?? 0, events: [event], actor: 'autocura' },
      ]);
    }
    for (const move of moves) await place.make(move);
  }

  private tell(problems: string) {
    if (problems === this.said) return;
    this.said = problems;
    if (problems === '') this.options.logger.info('silences are in step again');
    else this.options.logger.warn('silences are not in step while this lasts', { problems });
  }
}
