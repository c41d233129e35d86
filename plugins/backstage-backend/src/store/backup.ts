import { streams } from '@autocura/common';
import type { Knex } from 'knex';
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { link } from './canonical';
import { isPostgres, snapshot, write } from './database';
import { insertEvents } from './events';
import { endLeases } from './leases';
import { project } from './projections';
import { rebuildIn } from './rebuild';

/** The file is not a backup, or not a whole one. */
export class BackupError extends Error {
  override readonly name = 'BackupError';
}

const first = z.strictObject({
  autocura: z.literal('backup'),
  version: z.literal(1),
  at: z.iso.datetime(),
  /** What duties left for whoever has them next. */
  duties: z.array(z.strictObject({ name: z.string(), state: z.string() })),
});
const event = z.strictObject({
  position: z.number().int().positive(),
  stream: z.string(),
  seq: z.number().int().positive(),
  type: z.string(),
  version: z.number().int(),
  at: z.string(),
  actor: z.string(),
  data: z.string(),
  hash: z.string(),
});
const last = z.strictObject({ events: z.number().int().nonnegative(), sha256: z.string() });
type Row = z.infer<typeof event>;

const atOnce = 500;

/**
 * The record as lines of JSON: what it is, each event, how many there were and their hash. As of one moment, whatever is
 * written meanwhile. All else is made of events, or is measured again.
 */
export function backup(knex: Knex, now: Date, line: (text: string) => Promise<void>): Promise<number> {
  return snapshot(knex, async trx => {
    const duties = await trx('duties').whereNotNull('state').orderBy('name').select('name', 'state');
    await line(
      JSON.stringify({ autocura: 'backup', version: 1, at: now.toISOString(), duties } satisfies z.infer<typeof first>),
    );
    const hash = createHash('sha256');
    let [events, position] = [0, 0];
    for (;;) {
      const rows: Row[] = await trx('events').where('position', '>', position).orderBy('position').limit(atOnce);
      for (const row of rows) {
        const text = JSON.stringify({ ...row, position: Number(row.position) });
        hash.update(text);
        await line(text);
      }
      events += rows.length;
      position = Number(rows.at(-1)?.position ?? position);
      if (rows.length < atOnce) break;
    }
    await line(JSON.stringify({ events, sha256: hash.digest('hex') } satisfies z.infer<typeof last>));
    return events;
  });
}

/**
 * Puts a backup into a database that has no events yet, makes the read models and pulls the brake: nothing is done on
 * the word of a past that may be hours old until somebody has looked. All or nothing. Throws BackupError.
 */
export function restore(knex: Knex, lines: AsyncIterable<string>, actor: string, now: Date): Promise<number> {
  return write(
    knex,
    async trx => {
      if (await trx('events').first('position')) throw new BackupError('there are events in this database already');
      const events = await insertAll(trx, lines);
      await rebuildIn(trx);
      await freeze(trx, actor, now);
      await endLeases(trx);
      return events;
    },
    true,
  );
}

async function insertAll(trx: Knex.Transaction, lines: AsyncIterable<string>): Promise<number> {
  const hash = createHash('sha256');
  const heads = new Map<string, { seq: number; hash: string }>();
  let head: z.infer<typeof first> | undefined;
  let end: z.infer<typeof last> | undefined;
  let [events, highest] = [0, 0];
  let waiting: Row[] = [];
  const insert = async () => {
    await trx.batchInsert('events', waiting, 100);
    waiting = [];
  };
  for await (const text of lines) {
    if (end) throw new BackupError('it goes on after its end');
    const said = jsonOf(text);
    if (!head) {
      head = parsed(first, said, 'it is no backup of Autocura');
      continue;
    }
    const ending = last.safeParse(said);
    if (ending.success) {
      end = ending.data;
      continue;
    }
    const row = parsed(event, said, `line ${events + 2} is no event`);
    const before = heads.get(row.stream) ?? { seq: 0, hash: '' };
    if (row.seq !== before.seq + 1 || link(before.hash, row) !== row.hash)
      throw new BackupError(`event ${row.seq} of ${row.stream} is not what was written`);
    heads.set(row.stream, { seq: row.seq, hash: row.hash });
    hash.update(text);
    events += 1;
    highest = Math.max(highest, row.position);
    waiting.push(row);
    if (waiting.length >= atOnce) await insert();
  }
  await insert();
  if (!head || !end || end.events !== events || end.sha256 !== hash.digest('hex'))
    throw new BackupError('it is not whole: its end is missing or does not fit');
  for (const { name, state } of head.duties)
    await trx('duties').insert({ name, state, fence: 0 }).onConflict('name').merge();
  if (isPostgres(trx) && highest > 0)
    await trx.raw("select setval(pg_get_serial_sequence('events', 'position'), ?)", [highest]);
  return events;
}

async function freeze(trx: Knex.Transaction, actor: string, now: Date) {
  const newest = await trx('events').where({ stream: streams.brake }).orderBy('seq', 'desc').first('seq', 'type');
  if (newest?.type === 'brake.pulled') return;
  const data = { reason: 'restored from a backup: look at what is true now, then release it' };
  const batch = {
    stream: streams.brake,
    expected: newest?.seq ?? 0,
    actor,
    events: [{ type: 'brake.pulled' as const, data }],
  };
  await project(trx, await insertEvents(trx, [batch], now.toISOString()));
}

function parsed<T>(shape: z.ZodType<T>, value: unknown, otherwise: string): T {
  const read = shape.safeParse(value);
  if (!read.success) throw new BackupError(otherwise);
  return read.data;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
