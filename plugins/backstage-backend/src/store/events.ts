import type { AnyEvent, Stored } from '@autocura/common';
import type { Knex } from 'knex';
import { canonical, type Hashed, link } from './canonical';
import { parse, pieces } from './database';
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
  const heads = await headsOf(trx, [...new Set(batches.map(({ stream }) => stream))]);
  const rows: Row[] = [];
  for (const { stream, expected, events, actor } of batches) {
    let head = heads.get(stream) ?? { seq: 0, hash: '' };
    if (head.seq !== expected) throw new ConflictError(`${stream} is at ${head.seq}, not at ${expected}`);
    for (const event of events) {
      const version = currentVersion(event.type);
      const data = canonical(event.data);
      const written = { stream, seq: head.seq + 1, type: event.type, version, at, actor, data };
      const hash = link(head.hash, written);
      rows.push({ ...written, hash });
      head = { seq: written.seq, hash };
    }
    heads.set(stream, head);
  }
  for (const piece of pieces(rows)) await trx('events').insert(piece);
  return rows.map(stored);
}

/** Last number and last link of each stream that has any. */
async function headsOf(trx: Knex.Transaction, names: string[]): Promise<Map<string, { seq: number; hash: string }>> {
  const heads = new Map<string, { seq: number; hash: string }>();
  for (const piece of pieces(names)) {
    const newest = trx('events').select('stream').max('seq as seq').whereIn('stream', piece).groupBy('stream');
    const rows = await trx('events as e')
      .join(newest.as('newest'), join => join.on('e.stream', 'newest.stream').andOn('e.seq', 'newest.seq'))
      .select<Row[]>('e.stream', 'e.seq', 'e.hash');
    for (const { stream, seq, hash } of rows) heads.set(stream, { seq, hash });
  }
  return heads;
}

/** Events of a stream in order, those after number `after`. */
export async function readStream(knex: Knex, stream: string, after = 0): Promise<Stored[]> {
  const rows = await knex<Row>('events').where({ stream }).andWhere('seq', '>', after).orderBy('seq');
  return rows.map(stored);
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

export type ChainState = { intact: true; length: number } | { intact: false; seq: number; why: string };

/** Says whether a stream is as it was written: changed, removed and reordered events are found, a cut-off end is not. */
export async function verifyChain(knex: Knex, stream: string): Promise<ChainState> {
  const rows = await knex<Row>('events').where({ stream }).orderBy('seq');
  let before = '';
  for (const [index, row] of rows.entries()) {
    if (row.seq !== index + 1) return { intact: false, seq: index + 1, why: 'it is missing' };
    if (link(before, row) !== row.hash) {
      return { intact: false, seq: row.seq, why: 'it is not what was written' };
    }
    before = row.hash;
  }
  return { intact: true, length: rows.length };
}

const stored = ({ stream, seq, type, version, at, actor, data }: Row): Stored =>
  ({ type, data: upcast(type, version, parse(data)), stream, seq, at, actor }) as Stored;
