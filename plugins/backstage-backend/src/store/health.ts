import type { ServiceHealth, Stored } from '@autocura/common';
import { streams } from '@autocura/common';
import type { Knex } from 'knex';
import { setImmediate as turn } from 'node:timers/promises';
import { parse } from './database';
import { type Batch, insertEvents } from './events';
import { ofIncidents, ofServices, type Scope } from './scope';

interface Row {
  service: string;
  state: ServiceHealth['state'];
  since: string;
  health: string;
}

/**
 * Keeps the latest health of each service: a measurement, not a read model. A change of state is an event too.
 * `since` of a service whose state is the same stays what it was.
 */
export async function saveHealth(
  trx: Knex.Transaction,
  latest: ServiceHealth[],
  actor: string,
  at: string,
): Promise<Stored[]> {
  const batches: Batch[] = [];
  for (const health of [...latest].sort((a, b) => (a.service < b.service ? -1 : 1))) {
    const { service, state } = health;
    await turn();
    const known = await trx<Row>('health').where({ service }).forUpdate().first();
    const changed = state !== (known?.state ?? 'unknown');
    const since = known && !changed ? known.since : health.since;
    const row: Row = { service, state, since, health: JSON.stringify({ ...health, since, openIncidents: [] }) };
    await trx('health').insert(row).onConflict('service').merge();
    if (changed) batches.push(await changeOf(trx, health, known?.state ?? 'unknown', actor));
  }
  return insertEvents(trx, batches, at);
}

async function changeOf(
  trx: Knex.Transaction,
  health: ServiceHealth,
  from: Row['state'],
  actor: string,
): Promise<Batch> {
  const { service, state: to, reasons, dataAt } = health;
  const newest = await trx('health_changes').where({ service }).max('seq as seq').first<{ seq: number | null }>();
  const data = { service, from, to, reasons: reasons.map(({ says }) => says), ...(dataAt !== undefined && { dataAt }) };
  const events = [{ type: 'service.health-changed' as const, data }];
  return { stream: streams.service(service), expected: newest?.seq ?? 0, events, actor };
}

/** Every service ever measured or with an open incident, by name, with the incidents that are open for it now. */
export async function readHealth(knex: Knex, scope?: Scope): Promise<ServiceHealth[]> {
  const measuredRows = knex<Row>('health').orderBy('service');
  ofServices(knex, measuredRows, scope, 'service');
  const rows = await measuredRows;
  const openRows = knex('incident_services')
    .join('incidents', 'incidents.id', 'incident_services.incident_id')
    .where('incidents.open', 1)
    .orderBy(['incidents.opened_at', 'incidents.id'])
    .select<{ service: string; id: string; opened_at: string }[]>(
      'incident_services.service',
      'incidents.id',
      'incidents.opened_at',
    );
  ofIncidents(knex, openRows, scope, 'incidents.id');
  const open = await openRows;
  const measured = rows.map(row => parse<ServiceHealth>(row.health));
  const known = new Map(measured.map(health => [health.service, health]));
  for (const { service, opened_at } of open) {
    if (!known.has(service)) known.set(service, neverMeasured(service, opened_at));
  }
  return [...known.values()]
    .map(health => ({
      ...health,
      openIncidents: open.filter(({ service }) => service === health.service).map(({ id }) => id),
    }))
    .sort((a, b) => (a.service < b.service ? -1 : 1));
}

/** Of one service, known or not, with the incidents that are open for it now. */
export async function readServiceHealth(
  knex: Knex,
  service: string,
  now: string,
  scope?: Scope,
): Promise<ServiceHealth> {
  const openRows = knex('incident_services')
    .join('incidents', 'incidents.id', 'incident_services.incident_id')
    .where({ 'incidents.open': 1, service })
    .orderBy(['incidents.opened_at', 'incidents.id'])
    .select<{ id: string; opened_at: string }[]>('incidents.id', 'incidents.opened_at');
  ofIncidents(knex, openRows, scope, 'incidents.id');
  const [row, open] = await Promise.all([knex<Row>('health').where({ service }).first(), openRows]);
  const health = row ? parse<ServiceHealth>(row.health) : neverMeasured(service, open[0]?.opened_at ?? now);
  return { ...health, openIncidents: open.map(({ id }) => id) };
}

const neverMeasured = (service: string, since: string): ServiceHealth => ({
  service,
  state: 'unknown',
  reasons: [{ state: 'unknown', says: 'it has never been measured' }],
  since,
  signals: [],
  openIncidents: [],
});
