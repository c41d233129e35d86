import type { Alert, IncidentAlert, Stored } from '@autocura/common';
import { alertKey } from '@autocura/common';
import type { Knex } from 'knex';
import { opensIncident } from '../../correlate';
import { binding, forUpdate, given, insertRows, parse, pieces, rowsOf } from '../database';
import { ConflictError } from '../errors';

/** An alert that correlation has something to do about: it has no incident yet, or its incident knows less. */
export interface PendingAlert {
  key: string;
  alert: Alert;
  incidentId?: string;
  /** Events in the alert's own stream. */
  version: number;
}

export interface AlertRow {
  key: string;
  version: number;
  status: Alert['status'];
  received_at: string;
  changed_at: string;
  incident_id: string | null;
  known_status: Alert['status'] | null;
  pending: number;
  alert: string;
}

export async function projectAlerts(trx: Knex.Transaction, events: Stored[]): Promise<void> {
  const [begun, changed] = [new Set<string>(), new Set<string>()];
  for (const event of events) {
    for (const key of keysOf(event)) if (!begun.has(key)) (event.type === 'alert.fired' ? begun : changed).add(key);
  }
  const rows = await alertRows(trx, [...changed]);
  events.forEach(event => fold(rows, event));
  await insertRows(trx, 'alerts', [...rows.values()], 'key');
}

/** One alert, one living incident: refuses events that would take an alert from an incident that did not let it go. */
export async function refuseTaken(trx: Knex.Transaction, events: Stored[]): Promise<void> {
  const wanted = events.flatMap(event =>
    taking.has(event.type) ? alertsIn(event).map(({ key }) => ({ key, by: idOf(event) })) : [],
  );
  const released = new Set(events.flatMap(releasedBy));
  // An alert that nobody holds yet is what two healers reach for at the same time.
  await alertRows(
    trx,
    wanted.map(({ key }) => key),
  );
  for (const piece of pieces(wanted)) {
    const rows = await trx('alerts')
      .join('incidents', 'incidents.id', 'alerts.incident_id')
      .where('incidents.open', 1)
      .whereIn(
        'alerts.key',
        piece.map(({ key }) => key),
      )
      .select<{ key: string; id: string }[]>('alerts.key', 'incidents.id');
    for (const { key, id } of rows) {
      const taken =
        piece.some(one => one.key === key && one.by !== id) && !released.has(id) && !released.has(`${id} ${key}`);
      if (taken) throw new ConflictError(`Alert ${key} belongs to incident ${id}`);
    }
  }
}

export async function pendingAlerts(knex: Knex, limit: number): Promise<PendingAlert[]> {
  const rows = await knex<AlertRow>('alerts').where('pending', 1).orderBy(['received_at', 'key']).limit(limit);
  return rows.map(({ key, alert, incident_id: incidentId, version }) => ({
    key,
    alert: parse<Alert>(alert),
    version,
    ...(incidentId !== null && { incidentId }),
  }));
}

export async function alertsSince(knex: Knex, since: Date): Promise<Alert[]> {
  const rows = await knex<AlertRow>('alerts')
    .where('status', 'firing')
    .orWhere('changed_at', '>=', since.toISOString())
    .select('alert');
  return rows.map(({ alert }) => parse<Alert>(alert));
}

export async function allResolved(knex: Knex, keys: string[]): Promise<boolean> {
  const rows: Pick<AlertRow, 'status'>[] = [];
  for (const piece of pieces(keys))
    rows.push(...(await knex<AlertRow>('alerts').whereIn('key', piece).select('status')));
  return rows.length > 0 && rows.every(({ status }) => status === 'resolved');
}

export type AlertState = Pick<AlertRow, 'key' | 'version' | 'status' | 'changed_at'>;

/** What is known of these alerts, without their words. */
export const alertStates = (knex: Knex, keys: string[]) =>
  byKey<AlertState>(knex, keys, 'key, version, status, changed_at');

/** Nobody else changes them until the transaction ends. */
export const alertRows = (trx: Knex.Transaction, keys: string[]) => byKey<AlertRow>(trx, keys, '*', true);

async function byKey<T extends { key: string }>(knex: Knex, keys: string[], columns: string, lock = false) {
  if (keys.length === 0) return new Map<string, T>();
  const sql = `select ${columns} from alerts where key in (select value from ${given(knex)})`;
  const found = await knex.raw(`${sql}${lock ? ` order by key ${forUpdate(knex)}` : ''}`, binding(knex, keys));
  return new Map(rowsOf<T>(found).map(row => [row.key, row]));
}

const taking = new Set(['incident.opened', 'incident.alert-joined', 'incident.reopened']);

function releasedBy(event: Stored): string[] {
  if (event.type === 'incident.merged') return [idOf(event)];
  if (event.type === 'incident.split') return event.data.keys.map(key => `${idOf(event)} ${key}`);
  return [];
}

const idOf = ({ stream }: Stored) => stream.slice(stream.indexOf('/') + 1);

function alertsIn(event: Stored): IncidentAlert[] {
  if (event.type === 'incident.opened' || event.type === 'incident.absorbed') return event.data.alerts;
  if (event.type === 'incident.alert-joined' || event.type === 'incident.reopened') return [event.data.alert];
  return [];
}

function keysOf(event: Stored): string[] {
  switch (event.type) {
    case 'alert.fired':
      return [alertKey(event.data.alert)];
    case 'alert.resolved':
    case 'incident.alert-changed':
      return [event.data.key];
    case 'incident.split':
      return event.data.keys;
    default:
      return alertsIn(event).map(({ key }) => key);
  }
}

/** Pure but for `rows`, which it moves on by one event. An alert nobody received has no row, linked or not. */
function fold(rows: Map<string, AlertRow>, event: Stored): void {
  const change = (key: string, to: (row: AlertRow) => Partial<AlertRow>) => {
    const row = rows.get(key);
    if (row) rows.set(key, judged({ ...row, ...to(row) }));
  };
  switch (event.type) {
    case 'alert.fired': {
      const { alert } = event.data;
      const key = alertKey(alert);
      rows.set(key, {
        ...{ key, version: event.seq, status: alert.status, received_at: event.at, changed_at: event.at },
        ...{ incident_id: null, known_status: null, pending: isPending(alert), alert: JSON.stringify(alert) },
      });
      return;
    }
    case 'alert.resolved': {
      const ended = { status: 'resolved' as const, endsAt: event.data.endsAt };
      change(event.data.key, row => ({
        version: event.seq,
        status: 'resolved',
        changed_at: event.at,
        alert: JSON.stringify({ ...parse<Alert>(row.alert), ...ended }),
      }));
      return;
    }
    case 'incident.alert-changed': {
      const { key, status } = event.data;
      change(key, row => (row.incident_id === idOf(event) ? { known_status: status } : {}));
      return;
    }
    case 'incident.split':
      for (const key of event.data.keys) {
        change(key, row => (row.incident_id === idOf(event) ? { incident_id: event.data.to } : {}));
      }
      return;
    default:
      for (const { key, status } of alertsIn(event)) {
        change(key, () => ({ incident_id: idOf(event), known_status: status }));
      }
  }
}

function judged(row: AlertRow): AlertRow {
  const pending =
    row.incident_id === null ? isPending(parse<Alert>(row.alert)) : row.known_status !== row.status ? 1 : 0;
  return { ...row, pending };
}

/** Of an alert that no incident holds. */
const isPending = (alert: Alert) => (alert.status === 'firing' && opensIncident(alert) ? 1 : 0);
