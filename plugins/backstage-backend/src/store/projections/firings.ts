import type { Firing, Page, Stored } from '@autocura/common';
import type { Knex } from 'knex';
import { parse } from '../database';
import { ImpossibleEventError } from '../errors';
import { type PageRequest, readPage } from '../page';
import { ofServices, type Scope } from '../scope';

export interface FiringFilter extends PageRequest {
  threshold?: string;
  service?: string;
  /** Of services inside it. */
  scope?: Scope;
  /** Whether it goes on. */
  open?: boolean;
}

interface Row {
  id: string;
  threshold: string;
  service: string;
  at: string;
  open: number;
  firing: string;
}

export async function projectFirings(trx: Knex.Transaction, events: Stored[]): Promise<void> {
  for (const event of events) {
    if (event.type === 'threshold.fired') await save(trx, event.data.firing);
    if (event.type === 'threshold.ended') await save(trx, { ...(await firedIn(trx, event)), ...event.data });
  }
}

async function firedIn(trx: Knex.Transaction, { stream }: Stored): Promise<Firing> {
  const id = stream.slice(stream.indexOf('/') + 1);
  const row = await trx<Row>('firings').where({ id }).first();
  if (!row) throw new ImpossibleEventError(`${id} ended and never fired`);
  return parse<Firing>(row.firing);
}

async function save(trx: Knex.Transaction, firing: Firing) {
  const { id, threshold, service, at, endedAt } = firing;
  const row: Row = { id, threshold, service, at, open: endedAt === undefined ? 1 : 0, firing: JSON.stringify(firing) };
  await trx('firings').insert(row).onConflict('id').merge();
}

/** The last to begin first. */
export function listFirings(knex: Knex, filter: FiringFilter): Promise<Page<Firing>> {
  const { threshold, service, open } = filter;
  const query = knex<Row>('firings').select('id', 'at', 'firing');
  if (threshold !== undefined) query.where({ threshold });
  if (service !== undefined) query.where({ service });
  if (open !== undefined) query.where('open', open ? 1 : 0);
  ofServices(knex, query, filter.scope, 'service');
  const keys = { list: 'firings', columns: ['at', 'id'], order: 'desc' as const };
  return readPage(query, keys, filter, ({ firing }: Pick<Row, 'firing'>) => parse<Firing>(firing));
}

/** How often each threshold fired since then, and how much of that goes on, inside the scope. */
export async function countFirings(
  knex: Knex,
  since: Date,
  scope?: Scope,
): Promise<Map<string, { since: number; open: number }>> {
  const query = knex<Row>('firings')
    .where(of => of.where('at', '>=', since.toISOString()).orWhere('open', 1))
    .groupBy('threshold');
  ofServices(knex, query, scope, 'service');
  const rows = await query.select<{ threshold: string; recent: number | string; lasting: number | string }[]>(
    'threshold',
    knex.raw('sum(case when at >= ? then 1 else 0 end) as recent', [since.toISOString()]),
    knex.raw('sum(open) as lasting'),
  );
  return new Map(rows.map(row => [row.threshold, { since: Number(row.recent), open: Number(row.lasting) }]));
}
