import type { LoggerService } from '@backstage/backend-plugin-api';
import { type KeyObject, randomUUID } from 'node:crypto';
import { open } from 'node:fs/promises';
import { Rounds } from '../rounds';
import type { Store } from '../store';
import { hashOf, signedLine } from './checkpoint';

export interface CheckpointsOptions {
  store: Store;
  key: KeyObject;
  /** Lines are added to it; best where whoever may write to the database may not. */
  file: string;
  logger: LoggerService;
  now(): Date;
  /** Between two looks, in milliseconds; a minute when absent. */
  everyMs?: number;
}

/** Where the last checkpoint stands. */
export interface LastCheckpoint {
  number: number;
  /** SHA-256 of its line. */
  line: string;
  upTo: number;
}

const duty = 'checkpoint';
const dutyMs = 30_000;
const minute = 60_000;
/** What was written later may still have neighbours on their way that were given a smaller position. */
const settledMs = minute;

export const lastCheckpoint = (store: Store) => store.dutyState<LastCheckpoint>(duty);

/**
 * Signs the heads of all streams that went on and puts them into a file outside the database: whoever can rewrite the
 * whole record, chains and all, or cut off its end, cannot make it fit what was signed.
 */
export class Checkpoints {
  private readonly owner = randomUUID();
  private readonly rounds: Rounds;

  constructor(private readonly options: CheckpointsOptions) {
    const { everyMs = minute, logger } = options;
    this.rounds = new Rounds(() => this.look(), { everyMs, logger, failed: 'no checkpoint can be written' });
  }

  start() {
    this.rounds.start();
  }

  stop(): Promise<void> {
    return this.rounds.stop();
  }

  /** One process at a time. Nothing is written where nothing went on. Throws what keeps it from being written. */
  async look(): Promise<void> {
    const { store, key, now } = this.options;
    const held = await store.claimDuty<LastCheckpoint>(duty, this.owner, dutyMs);
    if (!held) return;
    let done: LastCheckpoint | undefined;
    try {
      const { number, line: before, upTo: from } = held.state ?? { number: 0, line: '', upTo: 0 };
      const at = now();
      const { upTo, heads } = await store.headsBetween(from, new Date(at.getTime() - settledMs));
      if (heads.length === 0) return;
      const named = heads.map(({ stream, seq, hash }): [string, number, string] => [stream, seq, hash]);
      const line = signedLine({ number: number + 1, at: at.toISOString(), before, upTo, heads: named }, key);
      await this.write(line);
      done = { number: number + 1, line: hashOf(line), upTo };
    } finally {
      await store.finishDuty(held, done);
    }
  }

  /** On the disk before it counts. */
  private async write(line: string) {
    const file = await open(this.options.file, 'a', 0o640);
    try {
      await file.appendFile(`${line}\n`);
      await file.sync();
    } finally {
      await file.close();
    }
  }
}
