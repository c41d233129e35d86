import type { Ended } from '@autocura/common';
import { streams } from '@autocura/common';
import type { Knex } from 'knex';
import { eventsBelow } from './events';
import { dropMonths, makeMonths } from './months';
import { trim } from './trim';

/** How long what ended is kept. */
export class Retention {
  constructor(
    private readonly knex: Knex,
    private readonly now: () => Date,
  ) {}

  /** Sees to it that what is written now and next has its table, where months have tables. */
  makeMonths(): Promise<void> {
    return makeMonths(this.knex, this.now());
  }

  /** Drops what ended before then, the beginning of a month in ISO 8601. */
  async drop(before: string): Promise<{ streams: number; tables: number }> {
    const streams = await trim(this.knex, before, this.now());
    return { streams, tables: await dropMonths(this.knex, before) };
  }

  /** Where streams ended that are no longer kept. */
  async *ended(): AsyncGenerator<Ended> {
    for (let before: number | undefined; ;) {
      const { items, next } = await eventsBelow(this.knex, [streams.record], { before, limit: 20 });
      for (const event of items) if (event.type === 'record.trimmed') yield* event.data.ended;
      if (next === undefined) return;
      before = next;
    }
  }
}
