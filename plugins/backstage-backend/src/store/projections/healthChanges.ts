import type { HealthChange, Stored } from '@autocura/common';
import type { Knex } from 'knex';
import { parse } from '../database';

export async function projectHealthChanges(trx: Knex.Transaction, events: Stored[]): Promise<void> {
  for (const event of events) {
    if (event.type !== 'service.health-changed') continue;
    const { seq, at, data } = event;
    await trx('health_changes').insert({ service: data.service, seq, at, change: JSON.stringify({ ...data, at }) });
  }
}

/** Of all services, then or later, the newest first, at most `limit`. */
export async function healthChangesSince(knex: Knex, since: Date, limit: number): Promise<HealthChange[]> {
  const rows = await knex('health_changes')
    .where('at', '>=', since.toISOString())
    .orderBy([
      { column: 'at', order: 'desc' },
      { column: 'service', order: 'desc' },
      { column: 'seq', order: 'desc' },
    ])
    .limit(limit)
    .select<{ change: string }[]>('change');
  return rows.map(({ change }) => parse<HealthChange>(change));
}

/** Of one service, the newest first. */
export async function healthHistory(knex: Knex, service: string, limit: number): Promise<HealthChange[]> {
  const rows = await knex('health_changes')
    .where({ service })
    .orderBy('seq', 'desc')
    .limit(limit)
    .select<{ change: string }[]>('change');
  return rows.map(({ change }) => parse<HealthChange>(change));
}
