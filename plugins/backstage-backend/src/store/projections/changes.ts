import type { Change, Stored } from '@autocura/common';
import type { Knex } from 'knex';
import { parse } from '../database';
import { ofServices, type Scope } from '../scope';

export interface ChangeFilter {
  services?: string[];
  /** Of services inside it. */
  scope?: Scope;
  /** Made then or later. */
  since?: Date;
  /** Made before then or then. */
  until?: Date;
  /** At most so many, 200 unless told. */
  limit?: number;
}

export async function projectChanges(trx: Knex.Transaction, events: Stored[]): Promise<void> {
  for (const event of events) {
    if (event.type !== 'change.recorded') continue;
    const { change } = event.data;
    const at = new Date(change.at).toISOString();
    await trx('changes').insert({ id: change.id, service: change.service, at, change: JSON.stringify(change) });
  }
}

/** The newest first. */
export async function listChanges(knex: Knex, filter: ChangeFilter): Promise<Change[]> {
  const query = knex('changes').orderBy([
    { column: 'at', order: 'desc' },
    { column: 'id', order: 'desc' },
  ]);
  const { services, since, until, limit = 200 } = filter;
  if (services !== undefined) query.whereIn('service', services);
  ofServices(knex, query, filter.scope, 'service');
  if (since !== undefined) query.where('at', '>=', since.toISOString());
  if (until !== undefined) query.where('at', '<=', until.toISOString());
  const rows = await query.limit(limit).select<{ change: string }[]>('change');
  return rows.map(({ change }) => parse<Change>(change));
}
