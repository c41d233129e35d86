import type { Problem, Stored } from '@autocura/common';
import type { Knex } from 'knex';
import { parse } from '../database';

interface Row {
  service: string;
  failure_mode: string;
  last_at: string;
  open: number;
  noted_at: string | null;
  problem: string;
}

export async function projectProblems(trx: Knex.Transaction, events: Stored[]): Promise<void> {
  for (const event of events) {
    if (event.type === 'incident.problem-raised') await raise(trx, event);
    if (event.type === 'problem.acknowledged') await note(trx, event);
  }
}

async function raise(trx: Knex.Transaction, event: Stored & { type: 'incident.problem-raised' }) {
  const { service, failureMode, heals } = event.data;
  const row = await rowOf(trx, service, failureMode);
  const openedAt = row?.open ? parse<Problem>(row.problem).openedAt : event.at;
  const incidentId = event.stream.slice(event.stream.indexOf('/') + 1);
  const problem: Problem = { service, failureMode, openedAt, lastAt: event.at, heals, incidentId };
  await save(trx, problem, row?.noted_at ?? null);
}

async function note(trx: Knex.Transaction, { at, actor: by, data }: Stored & { type: 'problem.acknowledged' }) {
  const row = await rowOf(trx, data.service, data.failureMode);
  if (!row) return;
  const acknowledged = { by, at, ...(data.note !== undefined && { note: data.note }) };
  await save(trx, { ...parse<Problem>(row.problem), acknowledged }, at);
}

const rowOf = (knex: Knex, service: string, failureMode: string) =>
  knex<Row>('problems').where({ service, failure_mode: failureMode }).first();

async function save(trx: Knex.Transaction, problem: Problem, notedAt: string | null) {
  const { service, failureMode, lastAt, acknowledged } = problem;
  const row: Row = {
    service,
    failure_mode: failureMode,
    last_at: lastAt,
    open: acknowledged ? 0 : 1,
    noted_at: notedAt,
    problem: JSON.stringify(problem),
  };
  await trx('problems').insert(row).onConflict(['service', 'failure_mode']).merge();
}

/** The last healed first, at most `limit`. `open`: those alone of which nobody has taken note. */
export async function listProblems(
  knex: Knex,
  { service, open }: { service?: string; open?: boolean },
  limit: number,
): Promise<Problem[]> {
  const query = knex<Row>('problems').orderBy([
    { column: 'last_at', order: 'desc' },
    { column: 'service' },
    { column: 'failure_mode' },
  ]);
  if (service !== undefined) query.where({ service });
  if (open) query.where('open', 1);
  const rows = await query.limit(limit).select('problem');
  return rows.map(({ problem }) => parse<Problem>(problem));
}

/** Heals of the cause at the service since then, and since somebody last took note of a problem with it. */
export async function countHeals(knex: Knex, service: string, failureMode: string, since: string): Promise<number> {
  const row = await rowOf(knex, service, failureMode);
  const from = row?.noted_at && row.noted_at > since ? row.noted_at : since;
  const [counted] = await knex('credits')
    .where({ service, failure_mode: failureMode, outcome: 'healed' })
    .where('at', '>', from)
    .count<{ count: number | string }[]>('* as count');
  return Number(counted?.count);
}
