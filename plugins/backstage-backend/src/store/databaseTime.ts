import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';
import { Rounds } from '../rounds';
import { databaseClock, rowsOf } from './database';

/** Clocks of hosts that somebody looks after are nearer to each other than this. */
const sameMs = 10;
/** From here on it is worth a word. */
const wrongMs = 2_000;

export interface DatabaseTimeOptions {
  logger: LoggerService;
  /** Between two looks at the database's clock, in milliseconds; half a minute unless told. */
  everyMs?: number;
}

/**
 * What time it is, for all processes on one database: its own clock. Else one whose host's clock is two hours ahead
 * would find every incident due and every soak over. Between two looks the time runs on by itself, whatever is done to
 * the clock of the host.
 */
export class DatabaseTime {
  private ahead = Date.now() - performance.now();
  private readonly rounds: Rounds;

  private constructor(
    private readonly knex: Knex,
    private readonly options: DatabaseTimeOptions,
  ) {
    const { everyMs = 30_000, logger } = options;
    const failed = 'the clock of the database could not be read';
    this.rounds = new Rounds(() => this.look(), { everyMs, logger, failed });
  }

  /** Resolves when it knows the time. */
  static async of(knex: Knex, options: DatabaseTimeOptions): Promise<DatabaseTime> {
    const time = new DatabaseTime(knex, options);
    await time.look();
    return time;
  }

  readonly now = () => new Date(this.ahead + performance.now());

  start(): void {
    this.rounds.start();
  }

  stop(): Promise<void> {
    return this.rounds.stop();
  }

  private async look(): Promise<void> {
    const from = performance.now();
    const [row] = rowsOf<{ ms: number | string }>(await this.knex.raw(`select ${databaseClock(this.knex)} as ms`));
    const [took, ours] = [performance.now() - from, this.now().getTime()];
    const off = ours - took / 2 - Number(row?.ms);
    // Nobody can tell what lies within the time that the answer took.
    if (Math.abs(off) <= took / 2 + sameMs) return;
    this.ahead -= off;
    if (Math.abs(off) < wrongMs) return;
    const seconds = (Math.abs(off) / 1000).toFixed(0);
    const way = off > 0 ? 'ahead of' : 'behind';
    this.options.logger.warn(`The clock here is ${seconds} s ${way} the database's, whose time counts`);
  }
}
