import type { LevelChange, Stored } from '@autocura/common';
import type { Knex } from 'knex';
import { parse } from '../database';

interface Row {
  service: string;
  signal: string;
  at: string;
  change: string;
}

export async function projectLevelChanges(trx: Knex.Transaction, events: Stored[]): Promise<void> {
  for (const event of events) {
    if (event.type !== 'level.changed') continue;
    const { change } = event.data;
    const { service, signal, at } = change;
    const row: Row = { service, signal, at, change: JSON.stringify(change) };
    await trx('level_changes').insert(row).onConflict(['service', 'signal', 'at']).merge();
  }
}

/** Of one service, the newest first. */
export async function listLevelChanges(knex: Knex, service: string, since: Date, limit: number) {
  const rows = await knex<Row>('level_changes')
    .where({ service })
    .andWhere('at', '>=', since.toISOString())
    .orderBy([
      { column: 'at', order: 'desc' },
      { column: 'signal', order: 'asc' },
    ])
    .limit(limit)
    .select('change');
  return rows.map(({ change }) => parse<LevelChange>(change));
}
