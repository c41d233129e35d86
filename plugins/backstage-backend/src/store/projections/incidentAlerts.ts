import type { Incident, IncidentAlert } from '@autocura/common';
import type { Knex } from 'knex';
import { setImmediate as turn } from 'node:timers/promises';
import { insertRows, parse, pieces, snapshot } from '../database';
import { inOrder } from '../incidentParts';

interface Row {
  incident_id: string;
  key: string;
  alert: string;
}

/** An incident as its own row tells it. */
interface Found {
  id: string;
  version: number;
  head: Incident;
}

const atOnce = 500;

/**
 * The alerts of incidents that were read or written last. What an incident holds at one version never changes, so
 * thousands of alerts need not be read anew for each that joins them. Some 50,000 of all incidents together, about 1 kB
 * each.
 */
export class KnownAlerts {
  private readonly held = new Map<string, { version: number; alerts: IncidentAlert[] }>();
  private size = 0;

  constructor(private readonly most = 50_000) {}

  of({ id, version }: Pick<Incident, 'id' | 'version'>): IncidentAlert[] | undefined {
    const one = this.held.get(id);
    return one?.version === version ? one.alerts : undefined;
  }

  /** Only what is durable: what a transaction wrote that is rolled back is another thing at that version. */
  keep(steps: { incident: Incident }[]): void {
    for (const { incident } of steps) {
      const { id, version, alerts } = incident;
      const before = this.held.get(id);
      if (before !== undefined && before.version >= version) continue;
      this.forget(id);
      this.held.set(id, { version, alerts });
      this.size += alerts.length + 1;
    }
    for (const id of this.held.keys()) {
      if (this.size <= this.most) return;
      this.forget(id);
    }
  }

  private forget(id: string) {
    const { alerts } = this.held.get(id) ?? {};
    if (alerts === undefined) return;
    this.held.delete(id);
    this.size -= alerts.length + 1;
  }
}

/** Incidents with all their alerts, as they were at one moment. `find` is asked again when alerts have to be read. */
export async function readWhole(knex: Knex, known: KnownAlerts, find: (from: Knex) => Promise<Found[]>) {
  const found = await find(knex);
  if (found.every(({ head }) => known.of(head) !== undefined)) return whole(knex, found, known);
  const incidents = await snapshot(knex, async trx => whole(trx, await find(trx), known));
  known.keep(incidents.map(incident => ({ incident })));
  return incidents;
}

/** The same where nobody else can write meanwhile. */
export async function whole(knex: Knex, found: Found[], known?: KnownAlerts): Promise<Incident[]> {
  const alerts = new Map(found.map(({ id, head }) => [id, known?.of(head)]));
  const unknown = found.filter(({ id }) => alerts.get(id) === undefined).map(({ id }) => id);
  for (const piece of pieces(unknown)) {
    for (const id of piece) alerts.set(id, []);
    for await (const row of rowsOf(knex, piece)) alerts.get(row.incident_id)?.push(parse<IncidentAlert>(row.alert));
    for (const id of piece) alerts.get(id)?.sort(inOrder);
  }
  return found.map(({ id, head }) => ({ ...head, alerts: alerts.get(id) ?? [] }));
}

/** In pieces that leave others their turn. */
async function* rowsOf(knex: Knex, ids: string[]): AsyncGenerator<Row> {
  for (let last: Row | undefined; ; await turn()) {
    const query = knex<Row>('incident_alerts')
      .whereIn('incident_id', ids)
      .orderBy(['incident_id', 'key'])
      .limit(atOnce);
    if (last) query.whereRaw('(incident_id, key) > (?, ?)', [last.incident_id, last.key]);
    const rows: Row[] = await query;
    yield* rows;
    if (rows.length < atOnce) return;
    last = rows.at(-1);
  }
}

/** Writes what is not as it was. */
export async function saveAlerts(trx: Knex.Transaction, before: IncidentAlert[], { id, alerts }: Incident) {
  if (before === alerts) return;
  const was = new Map(before.map(alert => [alert.key, alert]));
  const rows = alerts
    .filter(alert => was.get(alert.key) !== alert)
    .map((alert): Row => ({ incident_id: id, key: alert.key, alert: JSON.stringify(alert) }));
  await insertRows(trx, 'incident_alerts', rows, ['incident_id', 'key']);
  for (const { key } of alerts) was.delete(key);
  for (const keys of pieces([...was.keys()])) {
    await trx('incident_alerts').where('incident_id', id).whereIn('key', keys).delete();
  }
}
