import type { AnyEvent, Stored } from '@autocura/common';
import type { Knex } from 'knex';
import { setImmediate as turn } from 'node:timers/promises';
import { type Hashed, link, normal } from './canonical';
import { binding, given, insertRows, isPostgres, parse, rowsOf } from './database';
import { ConflictError } from './errors';
import { currentVersion, upcast } from './upcast';

export interface Batch {
  stream: string;
  /** Events the writer knows of; 0 for a new stream. */
  expected: number;
  events: AnyEvent[];
  /** Who: `user:default/ana`, `external:alertmanager`, `autocura`. */
  actor: string;
}

interface Row extends Hashed {
  hash: string;
}

/** Adds events to their streams. ConflictError when a stream is not where its writer believed. */
export async function insertEvents(trx: Knex.Transaction, batches: Batch[], at: string): Promise<Stored[]> {
  // A stream that is believed new needs no look: its first event would be there twice, which the table refuses.
  const continued = batches.filter(({ expected }) => expected > 0);
  const heads = await headsOf(trx, [...new Set(continued.map(({ stream }) => stream))]);
  const rows: Row[] = [];
  const written: Stored[] = [];
  let sinceTurn = 0;
  for (const { stream, expected, events, actor } of batches) {
    let head = heads.get(stream) ?? { seq: 0, hash: '' };
    if (head.seq !== expected) throw new ConflictError(`${stream} is at ${head.seq}, not at ${expected}`);
    for (const event of events) {
      const version = currentVersion(event.type);
      const data = normal(event.data);
      const row = { stream, seq: head.seq + 1, type: event.type, version, at, actor, data: JSON.stringify(data) };
      const hash = link(head.hash, row);
      rows.push({ ...row, hash });
      written.push({ type: event.type, data, stream, seq: row.seq, at, actor } as Stored);
      head = { seq: row.seq, hash };
      sinceTurn += row.data.length;
      if (sinceTurn > 100_000) {
        sinceTurn = 0;
        await turn();
      }
    }
    heads.set(stream, head);
  }
  await insertRows(trx, 'events', rows);
  return written;
}

/** Last number and last link of each stream that has any. */
async function headsOf(trx: Knex.Transaction, names: string[]): Promise<Map<string, { seq: number; hash: string }>> {
  if (names.length === 0) return new Map();
  const found = await trx.raw(
    isPostgres(trx)
      ? `select stream, seq, hash from stream_heads where stream in (select value from ${given(trx)})`
      : `select stream, seq, hash from ${given(trx)} join events on stream = value
         and seq = (select max(seq) from events where stream = value)`,
    binding(trx, names),
  );
  return new Map(rowsOf<Row>(found).map(({ stream, seq, hash }) => [stream, { seq, hash }]));
}

/** The newest event of a stream. */
export async function lastEvent(knex: Knex, stream: string): Promise<Stored | undefined> {
  const row = await knex<Row>('events').where({ stream }).orderBy('seq', 'desc').first();
  return row && stored(row);
}

/** Where the whole record ends. */
export async function lastPosition(knex: Knex): Promise<number> {
  const row = await knex('events').max<{ position: number | string | null }>({ position: 'position' }).first();
  return Number(row?.position ?? 0);
}

const streamsAtOnce = 1_000;

/** Streams that went on after this position, and up to where that is told; of 1,000 events at most. */
export async function streamsSince(knex: Knex, position: number): Promise<{ upTo: number; streams: string[] }> {
  const rows = await knex<Row & { position: number | string }>('events')
    .where('position', '>', position)
    .orderBy('position')
    .limit(streamsAtOnce)
    .select('position', 'stream');
  return { upTo: Number(rows.at(-1)?.position ?? position), streams: [...new Set(rows.map(({ stream }) => stream))] };
}

/** Events of a stream in order, those after number `after`. */
export async function readStream(knex: Knex, stream: string, after = 0): Promise<Stored[]> {
  const rows = await knex<Row>('events').where({ stream }).andWhere('seq', '>', after).orderBy('seq');
  return rows.map(stored);
}

/** Those events of a stream. */
export async function eventsAt(knex: Knex, stream: string, seqs: number[]): Promise<Stored[]> {
  const sql = `select * from events where stream = ? and seq in (select cast(value as integer) from ${given(knex)})`;
  return rowsOf<Row>(await knex.raw(sql, [stream, ...binding(knex, seqs.map(String))])).map(stored);
}

/** The whole record in its order, some at a time. */
export async function* readAll(knex: Knex, size = 500): AsyncGenerator<Stored[]> {
  let position = 0;
  for (;;) {
    const rows = await knex<Row & { position: number | string }>('events')
      .where('position', '>', position)
      .orderBy('position')
      .limit(size);
    const last = rows.at(-1);
    if (last === undefined) return;
    position = Number(last.position);
    yield rows.map(stored);
  }
}

/** Events of streams of these names or below them, the newest first, from before a position on. */
export async function eventsBelow(
  knex: Knex,
  names: readonly string[],
  { before, limit }: { before?: number | undefined; limit: number },
): Promise<{ items: Stored[]; next?: number }> {
  const query = knex<Row & { position: number | string }>('events').where(any => {
    for (const name of names) void any.orWhere('stream', name).orWhere('stream', 'like', `${name}/%`);
  });
  if (before !== undefined) query.andWhere('position', '<', before);
  const rows = await query.orderBy('position', 'desc').limit(limit + 1);
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items: items.map(stored), ...(rows.length > limit && last && { next: Number(last.position) }) };
}

export interface Heads {
  /** Position in the whole record. */
  upTo: number;
  heads: { stream: string; seq: number; hash: string }[];
}

const headsAtOnce = 10_000;

/**
 * The newest event of each stream that went on after this position, as far as all before it was written at `until` or
 * earlier; of 10,000 events at most.
 */
export async function headsBetween(knex: Knex, from: number, until: Date): Promise<Heads> {
  const events = () => knex<Row & { position: number | string }>('events').where('position', '>', from);
  const young = await events().where('at', '>', until.toISOString()).orderBy('position').first('position');
  const settled = events().orderBy('position').limit(headsAtOnce);
  if (young) settled.where('position', '<', young.position);
  const positions = await settled.pluck('position');
  const upTo = positions.at(-1);
  if (upTo === undefined) return { upTo: from, heads: [] };
  const newest = events().where('position', '<=', upTo).groupBy('stream').select('stream').max({ seq: 'seq' });
  const heads: Heads['heads'] = await knex('events')
    .join(newest.as('newest'), join => join.on('events.stream', 'newest.stream').on('events.seq', 'newest.seq'))
    .orderBy('events.stream')
    .select('events.stream', 'events.seq', 'events.hash');
  return { upTo: Number(upTo), heads };
}

/** The link of one event in its stream's chain. */
export async function linkOf(knex: Knex, stream: string, seq: number): Promise<string | undefined> {
  return (await knex<Row>('events').where({ stream, seq }).first('hash'))?.hash;
}

/** Of all streams, by name. */
export async function* streamNames(knex: Knex): AsyncGenerator<string> {
  for (let after = ''; ;) {
    const rows: { stream: string }[] = await knex('events')
      .distinct('stream')
      .where('stream', '>', after)
      .orderBy('stream')
      .limit(500);
    for (const { stream } of rows) yield stream;
    const last = rows.at(-1);
    if (last === undefined) return;
    after = last.stream;
  }
}

/** Streams whose name begins so, by name. */
export const streamsBelow = (knex: Knex, prefix: string): Promise<string[]> =>
  knex('events').where({ seq: 1 }).andWhere('stream', 'like', `${prefix}%`).orderBy('stream').pluck('stream');

export type ChainState = { intact: true; length: number } | { intact: false; seq: number; why: string };

const linksAtOnce = 500;

/** Says whether a stream is as it was written: changed, removed and reordered events are found, a cut-off end is not. */
export async function verifyChain(knex: Knex, stream: string): Promise<ChainState> {
  let [length, before] = [0, ''];
  for (;;) {
    const rows = await knex<Row>('events')
      .where({ stream })
      .andWhere('seq', '>', length)
      .orderBy('seq')
      .limit(linksAtOnce);
    for (const row of rows) {
      if (row.seq !== length + 1) return { intact: false, seq: length + 1, why: 'it is missing' };
      if (link(before, row) !== row.hash) return { intact: false, seq: row.seq, why: 'it is not what was written' };
      [length, before] = [row.seq, row.hash];
    }
    if (rows.length < linksAtOnce) return { intact: true, length };
  }
}

const stored = ({ stream, seq, type, version, at, actor, data }: Row): Stored =>
  ({ type, data: upcast(type, version, parse(data)), stream, seq, at, actor }) as Stored;
