import type { Alert, IncidentAlert, Stored } from '@autocura/common';
import { alertKey } from '@autocura/common';
import type { Knex } from 'knex';
import { opensIncident } from '../../correlate';
import { binding, forUpdate, given, insertRows, pieces, rowsOf } from '../database';
import { ConflictError } from '../errors';
import { eventsAt } from '../events';

/** An alert that correlation has something to do about: it has no incident yet, or its incident knows less. */
export interface PendingAlert {
  key: string;
  alert: Alert;
  incidentId?: string;
}

export interface AlertRow {
  key: string;
  status: Alert['status'];
  received_at: string;
  changed_at: string;
  ends_at: string | null;
  incident_id: string | null;
  known_status: Alert['status'] | null;
  /** Whether it is about something that is to be healed. */
  opens: number;
  pending: number;
  /** Of the event that holds its words. */
  stream: string;
  seq: number;
}

/** ConflictError, from the database, when an alert that is said to be new is known. */
export async function projectAlerts(trx: Knex.Transaction, events: Stored[]): Promise<void> {
  const [fresh, begun, changed] = [new Set<string>(), new Set<string>(), new Set<string>()];
  for (const event of events) {
    if (event.type === 'alerts.received') {
      event.data.fired?.forEach(alert => fresh.add(alertKey(alert)));
      event.data.again?.forEach(alert => begun.add(alertKey(alert)));
    }
    for (const key of changedBy(event)) if (!fresh.has(key) && !begun.has(key)) changed.add(key);
  }
  const rows = await alertRows(trx, [...changed]);
  for (const event of events) fold(rows, event);
  // In one order everywhere, so that two who write the same alerts wait for one another and not in a circle.
  const inOrder = [...rows.values()].sort((a, b) => (a.key < b.key ? -1 : 1));
  await insertRows(
    trx,
    'alerts',
    inOrder.filter(({ key }) => fresh.has(key)),
  );
  await insertRows(
    trx,
    'alerts',
    inOrder.filter(({ key }) => !fresh.has(key)),
    'key',
  );
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
  const alerts = await alertsOf(knex, rows);
  return rows.map(({ key, incident_id: incidentId }, index) => ({
    key,
    alert: alerts[index]!,
    ...(incidentId !== null && { incidentId }),
  }));
}

export async function alertsSince(knex: Knex, since: Date): Promise<Alert[]> {
  const rows = await knex<AlertRow>('alerts')
    .where('status', 'firing')
    // Both halves name the status, so that both go by the index of status and time.
    .orWhere(ended => ended.where('status', 'resolved').andWhere('changed_at', '>=', since.toISOString()));
  return alertsOf(knex, rows);
}

/** Ended then or later, and before any incident took them: nobody had looked by then. */
export async function unheardSince(knex: Knex, since: Date): Promise<Alert[]> {
  const rows = await knex<AlertRow>('alerts')
    .where('status', 'resolved')
    .andWhere('changed_at', '>=', since.toISOString())
    .whereNull('incident_id')
    .andWhere('opens', 1);
  return alertsOf(knex, rows);
}

/** What their senders said, from the events that hold it, and how they stand now. Throws when an event is gone. */
async function alertsOf(knex: Knex, rows: AlertRow[]): Promise<Alert[]> {
  const places = new Map<string, Set<number>>();
  for (const { stream, seq } of rows) places.set(stream, (places.get(stream) ?? new Set()).add(seq));
  const told = new Map<string, Alert>();
  for (const [stream, seqs] of places) {
    for (const event of await eventsAt(knex, stream, [...seqs])) {
      for (const alert of begunBy(event)) told.set(`${stream} ${event.seq} ${alertKey(alert)}`, alert);
    }
  }
  return rows.map(({ key, status, ends_at: endsAt, stream, seq }) => {
    const alert = told.get(`${stream} ${seq} ${key}`);
    if (alert === undefined) throw new Error(`Alert ${key} is not in event ${seq} of ${stream}`);
    return { ...alert, status, ...(endsAt !== null && { endsAt }) };
  });
}

export async function allResolved(knex: Knex, keys: string[]): Promise<boolean> {
  const sql = `select distinct status from alerts where key in (select value from ${given(knex)})`;
  const found = rowsOf<Pick<AlertRow, 'status'>>(await knex.raw(sql, binding(knex, keys)));
  return found.length > 0 && found.every(({ status }) => status === 'resolved');
}

export type AlertState = Pick<AlertRow, 'key' | 'status' | 'changed_at'>;

/** What is known of these alerts, without their words. */
export const alertStates = (knex: Knex, keys: string[], lock = false) =>
  byKey<AlertState>(knex, keys, 'key, status, changed_at', lock);

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

const begunBy = (event: Stored): Alert[] =>
  event.type === 'alerts.received' ? [...(event.data.fired ?? []), ...(event.data.again ?? [])] : [];

/** Alerts whose rows must be there for the event to change them. */
function changedBy(event: Stored): string[] {
  switch (event.type) {
    case 'alerts.received':
      return event.data.resolved?.map(({ key }) => key) ?? [];
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
    case 'alerts.received': {
      for (const alert of begunBy(event)) {
        const opens = opensIncident(alert) ? 1 : 0;
        const key = alertKey(alert);
        rows.set(key, {
          key,
          status: 'firing',
          received_at: event.at,
          changed_at: event.at,
          ends_at: null,
          incident_id: null,
          known_status: null,
          opens,
          pending: opens,
          stream: event.stream,
          seq: event.seq,
        });
      }
      for (const { key, endsAt } of event.data.resolved ?? []) {
        change(key, () => ({ status: 'resolved', changed_at: event.at, ends_at: endsAt }));
      }
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
  const isPending =
    row.incident_id === null ? row.status === 'firing' && row.opens === 1 : row.known_status !== row.status;
  return { ...row, pending: isPending ? 1 : 0 };
}
