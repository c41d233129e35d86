import type { Knex } from 'knex';
import { write } from './database';
import { readAll } from './events';
import { endLeases } from './leases';
import { project, readModels } from './projections';
import { KnownAlerts } from './projections/incidentAlerts';

/** Makes every read model anew from the events, in one transaction: readers see the old ones until the new are whole. */
export function rebuild(knex: Knex): Promise<void> {
  return write(
    knex,
    async trx => {
      await rebuildIn(trx);
      await endLeases(trx);
    },
    true,
  );
}

export async function rebuildIn(trx: Knex.Transaction): Promise<void> {
  for (const table of readModels) await trx(table).delete();
  const known = new KnownAlerts();
  for await (const events of readAll(trx)) known.keep(await project(trx, events, known));
}

/** Every row of every read model, in an order that depends on the rows alone. */
export async function tableRows(knex: Knex): Promise<Record<string, unknown[]>> {
  const tables: Record<string, unknown[]> = {};
  for (const table of readModels) {
    const rows: object[] = await knex(table);
    const byText = rows.map(row => ({ row, text: JSON.stringify(Object.entries(row).sort()) }));
    tables[table] = byText.sort((a, b) => (a.text < b.text ? -1 : 1)).map(({ row }) => row);
  }
  return tables;
}
