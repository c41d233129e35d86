import makeKnex, { type Knex } from 'knex';
import { Store } from '../../src/store';
import { afterAnAttempt, bringAbout, waysInto } from '../../src/testSupport/phases';

export const services = 60;
export const serviceName = (n: number) => `service-${n % services}`;

/** Of a hundred incidents so many have ended. */
const ended = 99;

/**
 * Fills the read models of a migrated PostgreSQL with so many incidents, the last half year's, one in a hundred open.
 * Each is a copy of rows that the projections have made from events of a test's history.
 */
export async function fillWithIncidents(connection: object, count: number): Promise<void> {
  const knex = makeKnex({ client: 'pg', connection });
  const store = await Store.create(knex, { migrations: false });
  const open = [waysInto.proposed, afterAnAttempt('escalated'), waysInto.diagnosed, waysInto.blocked];
  for (const [index, way] of open.entries()) await bringAbout(store, `open${index}x`, way, 1 + 5 * index);
  await bringAbout(store, 'closed0x', afterAnAttempt('resolved'), 51);
  await copy(knex, count);
  const at = new Date().toISOString();
  const health = { state: 'ok' as const, since: at, dataAt: at, signals: [], openIncidents: [] };
  const reasons = [{ state: 'ok' as const, says: 'it answers as usual' }];
  await store.saveHealth(Array.from({ length: services }, (_, n) => ({ ...health, reasons, service: serviceName(n) })));
  await knex.raw('analyze');
  await knex.destroy();
}

/** The copies go by numbers, which say their service and their age too. */
async function copy(knex: Knex, count: number): Promise<void> {
  const originals = 'select * from incidents where id like ?';
  const parts = [
    { like: 'closed%', from: 1, to: Math.floor((count * ended) / 100) },
    // Four that are open are copied each time.
    { like: 'open%', from: 1, to: Math.ceil((count * (100 - ended)) / 400) },
  ];
  const named = (column: string, id: string) =>
    `replace(replace(${column}, ${id}, ${id} || n), 'service-1', ${service})`;
  const service = `'service-' || (n % ${services})`;
  const at = `to_char(now() at time zone 'utc' - n * interval '150 seconds', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
  for (const { like, from, to } of parts) {
    const numbers = [like, from, to];
    const series = 'cross join generate_series(?::int, ?::int) as n';
    await knex.raw(
      `insert into incidents select id || n, version, phase, open, ${at}, null,
         case when ended_at is null then null else ${at} end, ${named('incident', 'id')}, ${named('brief', 'id')}
       from (${originals}) as one ${series}`,
      numbers,
    );
    await knex.raw(
      `insert into incident_services select distinct replace(service, 'service-1', ${service}), incident_id || n
       from (select * from incident_services where incident_id like ? and length(incident_id) < 9) as one ${series}`,
      numbers,
    );
    await knex.raw(
      `insert into actions (incident_id, key, intended_at, target, service, says, attempt)
       select incident_id || n, ${named('key', 'incident_id')}, ${at}, target, ${service}, says,
         ${named('attempt', 'incident_id')}
       from (select * from actions where incident_id like ? and length(incident_id) < 9) as one ${series}`,
      numbers,
    );
  }
}
