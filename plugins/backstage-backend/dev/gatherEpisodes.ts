import type { Knex } from 'knex';
import { Store } from '../src/store';

interface Row {
  position: number | string;
  stream: string;
  at: string;
}

const atOnce = 50;

/**
 * Copies what incidents are made of into an empty database, as it was written, and makes its read models. Streams that
 * each database has of its own under the same name, such as those of services, stay where they are. Gives how many
 * incidents there are.
 */
export async function gatherEpisodes(into: Knex, from: Knex[], migrations: string): Promise<number> {
  const store = await Store.create(into, { migrations });
  const read = await Promise.all(
    from.map(knex =>
      knex<Row>('events')
        .where('stream', 'like', 'incident/%')
        .orWhere('stream', 'like', 'alerts/%')
        .orderBy('position'),
    ),
  );
  // Those of one database stay in their order: sorting leaves what is of one moment as it was.
  const rows = read.flat().sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
  const written = rows.map(({ position: _position, ...row }) => row);
  for (let start = 0; start < written.length; start += atOnce)
    await into('events').insert(written.slice(start, start + atOnce));
  await store.rebuild();
  return new Set(written.filter(({ stream }) => stream.startsWith('incident/')).map(({ stream }) => stream)).size;
}
