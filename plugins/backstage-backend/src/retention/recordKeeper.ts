import type { LoggerService } from '@backstage/backend-plugin-api';
import { randomUUID } from 'node:crypto';
import { Rounds } from '../rounds';
import { monthOf, type Store } from '../store';

export interface RecordKeeperOptions {
  store: Store;
  /** Everything is kept when absent. */
  keepMonths: number | undefined;
  logger: LoggerService;
  now(): Date;
}

const duty = 'retention';
const dutyMs = 30 * 60_000;
const hour = 3_600_000;

/** Makes the tables of months to come, and drops what ended longer ago than it is to be kept. One process at a time. */
export class RecordKeeper {
  private readonly owner = randomUUID();
  private readonly rounds: Rounds;

  constructor(private readonly options: RecordKeeperOptions) {
    const { logger } = options;
    this.rounds = new Rounds(() => this.look(), {
      everyMs: hour,
      logger,
      failed: 'the record cannot be kept in months',
    });
  }

  start() {
    this.rounds.start();
  }

  stop(): Promise<void> {
    return this.rounds.stop();
  }

  async look(): Promise<void> {
    const { store, keepMonths, logger, now } = this.options;
    const held = await store.claimDuty<{ before: string }>(duty, this.owner, dutyMs);
    if (!held) return;
    let done: { before: string } | undefined;
    try {
      await store.retention.makeMonths();
      if (keepMonths === undefined) return;
      const before = monthOf(now(), -keepMonths);
      if (held.state?.before === before) return;
      const dropped = await store.retention.drop(before);
      logger.info(`What ended before ${before} is no longer kept`, { before, ...dropped });
      done = { before };
    } finally {
      await store.finishDuty(held, done);
    }
  }
}
