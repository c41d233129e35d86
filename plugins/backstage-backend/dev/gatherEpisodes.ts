import { streams } from '@autocura/common';
import type { Knex } from 'knex';
import { Store } from '../src/store';

interface Row {
  position: number | string;
  stream: string;
  at: string;
}

const atOnce = 50;

/**
 * Copies incidents that have ended into an empty database, as they were written, and makes its read models. What still
 * goes on is left: it would go on there. So are streams that each database has of its own under the same name, and the
 * alerts as they were received. Gives how many incidents there are.
 */
export async function gatherEpisodes(into: Knex, from: Knex[], migrations: string): Promise<number> {
  const store = await Store.create(into, { migrations });
  const read = await Promise.all(
    from.map(async knex => {
      const ended = new Set((await knex('incidents').where('open', 0).pluck('id')).map(id => streams.incident(id)));
      const rows = await knex<Row>('events').where('stream', 'like', 'incident/%').orderBy('position');
      return rows.filter(({ stream }) => ended.has(stream));
    }),
  );
  // Those of one database stay in their order: sorting leaves what is of one moment as it was.
  const rows = read.flat().sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
  const written = rows.map(({ position: _position, ...row }) => row);
  for (let start = 0; start < written.length; start += atOnce)
    await into('events').insert(written.slice(start, start + atOnce));
  await store.rebuild();
  return new Set(written.map(({ stream }) => stream)).size;
}
