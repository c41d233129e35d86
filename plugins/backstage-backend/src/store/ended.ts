import { streams } from '@autocura/common';
import type { Knex } from 'knex';
import { binding, given, isPostgres, parse, pieces, rowsOf } from './database';

const atOnce = 500;

/**
 * Incidents that ended before then and of which nothing is told since. One that raised a problem stays, because the
 * problem rests on it, and so does one whose alert still fires. Those that were brought together go together.
 */
export async function endedIncidents(knex: Knex, before: string): Promise<string[]> {
  const ended = new Set<string>();
  const together: [string, string][] = [];
  for await (const ids of some(knex, 'incidents', 'open = 0', 'ended_at', before)) {
    const old = await oldAmong(knex, ids.map(streams.incident), before);
    const firing: string[] = await knex('incident_alerts')
      .join('alerts', 'alerts.key', 'incident_alerts.key')
      .whereIn('incident_alerts.incident_id', ids)
      .andWhere('alerts.status', 'firing')
      .pluck('alerts.incident_id');
    const needed = new Set(firing);
    for (const id of ids) if (old.has(streams.incident(id)) && !needed.has(id)) ended.add(id);
    const told = await knex<{ stream: string; type: string; data: string }>('events')
      .whereIn('stream', ids.map(streams.incident))
      .whereIn('type', ['incident.problem-raised', 'incident.absorbed', 'incident.merged'])
      .select('stream', 'type', 'data');
    for (const { stream, type, data } of told) {
      const id = stream.slice(stream.indexOf('/') + 1);
      if (type === 'incident.problem-raised') ended.delete(id);
      else together.push([id, partnerIn(data)]);
    }
  }
  const there = new Set<string>();
  for (const piece of pieces(together.map(([, other]) => other)))
    for (const id of await knex('incidents').whereIn('id', piece).pluck('id')) there.add(id);
  for (let left = -1; left !== ended.size;) {
    left = ended.size;
    for (const [one, other] of together) {
      if (!there.has(other) || (ended.has(one) && ended.has(other))) continue;
      ended.delete(one);
      ended.delete(other);
    }
  }
  return [...ended];
}

const partnerIn = (data: string): string => {
  const { from, into } = parse<{ from?: string; into?: string }>(data);
  return from ?? into ?? '';
};

const singles = [
  { table: 'changes', over: 'true', at: 'at', nameOf: streams.change },
  { table: 'firings', over: 'open = 0', at: 'at', nameOf: streams.firing },
  { table: 'predictions', over: 'outcome is not null', at: 'told_at', nameOf: streams.prediction },
];

/** By table: streams of what was said once and for all, or is over. */
export async function endedOnes(knex: Knex, before: string): Promise<[table: string, streams: string[]][]> {
  const found: [string, string[]][] = [];
  for (const { table, over, at, nameOf } of singles) {
    const names: string[] = [];
    for await (const ids of some(knex, table, over, at, before))
      names.push(...(await oldAmong(knex, ids.map(nameOf), before)));
    found.push([table, names]);
  }
  return found;
}

/**
 * Streams in which alerts are told, as far back as nothing rests on them: what an alert said when it began may stand in
 * one, and its end in another, so they end in the order in which they were begun.
 */
export async function endedWritings(knex: Knex, before: string): Promise<string[]> {
  const names: string[] = isPostgres(knex)
    ? await knex('stream_heads').where('stream', 'like', streams.alerts('%')).pluck('stream')
    : await knex('events').where({ seq: 1 }).andWhere('stream', 'like', streams.alerts('%')).pluck('stream');
  const spans: { stream: string; from: string; to: string }[] = [];
  for (const stream of names) {
    const ends = (direction: 'asc' | 'desc') =>
      knex<{ stream: string; seq: number; at: string }>('events')
        .where({ stream })
        .orderBy('seq', direction)
        .first('at');
    const [first, last] = [await ends('asc'), await ends('desc')];
    if (first && last) spans.push({ stream, from: first.at, to: last.at });
  }
  let until = await restingSince(knex, before);
  for (let earlier = ''; earlier !== until;) {
    earlier = until;
    for (const { from, to } of spans) if (to >= until && from < until) until = from;
  }
  return spans.filter(({ to }) => to < until).map(({ stream }) => stream);
}

/** When the first alert began on which something rests; `before` when it was later. */
async function restingSince(knex: Knex, before: string): Promise<string> {
  let since = before;
  for (let after = ''; ;) {
    const some = await knex.raw(
      `select max(key) as last, min(case when status = 'firing' or pending = 1 or exists
         (select 1 from incidents where id = incident_id and open = 1) then received_at end) as since
       from (select * from alerts where key > ? order by key limit ?) as page`,
      [after, 20 * atOnce],
    );
    const [found] = rowsOf<{ last: string | null; since: string | null }>(some);
    if (!found || found.last === null) return since;
    if (found.since !== null && found.since < since) since = found.since;
    after = found.last;
  }
}

/** Streams that hold something, and nothing that was written then or later. */
async function oldAmong(knex: Knex, names: string[], before: string): Promise<Set<string>> {
  const sql = `select stream, max(at) as last from events where stream in (select value from ${given(knex)})
    group by stream`;
  const found = rowsOf<{ stream: string; last: string }>(await knex.raw(sql, binding(knex, names)));
  return new Set(found.filter(({ last }) => last < before).map(({ stream }) => stream));
}

/** Ids of the rows that are over and were there before then, some at a time. */
async function* some(knex: Knex, table: string, over: string, at: string, before: string): AsyncGenerator<string[]> {
  for (let after: [string, string] = ['', '']; ;) {
    const query = knex(table)
      .where(at, '<', before)
      .whereRaw('(??, ??) > (?, ?)', [at, 'id', ...after])
      .orderBy([at, 'id'])
      .limit(atOnce);
    const rows: Record<string, string>[] = await query.whereRaw(over).select('id', at);
    const last = rows.at(-1);
    if (last === undefined) return;
    yield rows.map(({ id }) => id!);
    after = [last[at]!, last.id!];
  }
}
