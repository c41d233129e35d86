import type { Incident, IncidentEvent, Page, Phase, Stored } from '@autocura/common';
import { hasEnded, isOnlyPredicted, predictedId, sizedId } from '@autocura/common';
import type { Knex } from 'knex';
import { setImmediate as turn } from 'node:timers/promises';
import type { Stretch } from '../../usual';
import { briefOf } from '../brief';
import { parse, pieces } from '../database';
import { evolveRun, runsOf } from '../evolveRun';
import { readWhole, saveAlerts, whole, type KnownAlerts } from './incidentAlerts';
import { type PageRequest, readPage } from '../page';
import { ofIncidents, type Scope } from '../scope';

export interface IncidentFilter extends PageRequest {
  phase?: Phase[];
  open?: boolean;
  /** Among the services the incident's alerts speak of. */
  service?: string;
  /** Those that speak of nothing outside. */
  scope?: Scope;
  /** Opened then or later. */
  since?: Date;
  /** Opened before then. */
  until?: Date;
  order?: 'newest' | 'oldest';
}

/** An event and the incident right after it, or after all of the alerts that came with it. */
export interface IncidentStep {
  event: Stored<IncidentEvent>;
  incident: Incident;
}

interface IncidentRow {
  id: string;
  version: number;
  phase: Phase;
  open: number;
  opened_at: string;
  due_at: string | null;
  ended_at: string | null;
  /** Without its alerts, which have a table of their own. */
  incident: string;
  /** Without evidence and with few of its alerts, for everything that reads many. */
  brief: string;
}

/** Moves the incidents on and says how each looked after each event. */
export async function projectIncidents(
  trx: Knex.Transaction,
  events: Stored[],
  known?: KnownAlerts,
): Promise<IncidentStep[]> {
  const own = events.filter(isIncidentEvent);
  const ids = [...new Set(own.map(idOf))];
  const before = new Map<string, { incident: Incident; endedAt: string | null }>();
  for (const piece of pieces(ids)) {
    const rows = await trx<IncidentRow>('incidents').whereIn('id', piece).forUpdate();
    const incidents = await whole(trx, rows.map(read), known);
    rows.forEach((row, index) => before.set(row.id, { incident: incidents[index]!, endedAt: row.ended_at }));
  }
  const after = new Map(before);
  await pauseAfter(own);
  const steps = runsOf(own).flatMap(run => {
    const [first] = run;
    const known = after.get(idOf(first));
    const incident = evolveRun(known?.incident, run);
    const endedAt = hasEnded(incident) ? (known?.endedAt ?? first.at) : null;
    after.set(incident.id, { incident, endedAt });
    return run.map(event => ({ event, incident }));
  });
  const changed = [...after.values()];
  for (const piece of pieces(changed)) {
    await pauseAfter(own);
    const rows = piece.map(({ incident, endedAt }) => rowOf(incident, endedAt));
    await pauseAfter(own);
    await trx('incidents').insert(rows).onConflict('id').merge();
  }
  const incidents = changed.map(({ incident }) => incident);
  await saveServices(trx, incidents, before);
  for (const incident of incidents) await saveAlerts(trx, before.get(incident.id)?.incident.alerts ?? [], incident);
  return steps;
}

/** What follows many events is long work: others have their turn between its parts. */
async function pauseAfter(events: Stored[]) {
  if (events.length >= 100) await turn();
}

async function saveServices(trx: Knex.Transaction, incidents: Incident[], before: Map<string, { incident: Incident }>) {
  const moved = incidents.filter(
    ({ id, services }) => services.join('\n') !== before.get(id)?.incident.services.join('\n'),
  );
  for (const piece of pieces(moved)) {
    const ids = piece.map(({ id }) => id);
    await trx('incident_services').whereIn('incident_id', ids).delete();
  }
  const rows = moved.flatMap(({ id, services }) => services.map(service => ({ service, incident_id: id })));
  for (const piece of pieces(rows)) await trx('incident_services').insert(piece);
}

function rowOf(incident: Incident, endedAt: string | null): IncidentRow {
  const { alerts: _, ...head } = incident;
  return {
    id: incident.id,
    version: incident.version,
    phase: incident.phase,
    open: hasEnded(incident) ? 0 : 1,
    opened_at: incident.openedAt,
    due_at: incident.dueAt ?? null,
    ended_at: endedAt,
    incident: JSON.stringify(head),
    brief: JSON.stringify(briefOf(incident)),
  };
}

const isIncidentEvent = (event: Stored): event is Stored<IncidentEvent> => event.type.startsWith('incident.');
const idOf = ({ stream }: Stored) => stream.slice(stream.indexOf('/') + 1);
const read = ({ id, version, incident }: Pick<IncidentRow, 'id' | 'version' | 'incident'>) => ({
  ...{ id, version, head: parse<Incident>(incident) },
});
function readBrief({ id, version, brief }: Pick<IncidentRow, 'id' | 'version' | 'brief'>) {
  const { alertCount: _, ...head } = parse<Incident>(brief);
  return { id, version, head };
}

export async function readIncident(knex: Knex, known: KnownAlerts, id: string): Promise<Incident | undefined> {
  const rows = (from: Knex) => from<IncidentRow>('incidents').where({ id }).select('id', 'version', 'incident');
  const [incident] = await readWhole(knex, known, async from => (await rows(from)).map(read));
  return incident;
}

/** Without evidence, the oldest first, at most `limit`. */
export function openIncidents(knex: Knex, known: KnownAlerts, limit: number): Promise<Incident[]> {
  const rows = (from: Knex) =>
    from<IncidentRow>('incidents')
      .where('open', 1)
      .orderBy(['opened_at', 'id'])
      .limit(limit)
      .select('id', 'version', 'brief');
  return readWhole(knex, known, async from => (await rows(from)).map(readBrief));
}

/** Of each of these incidents, every service that it speaks of. */
export async function servicesOf(knex: Knex, ids: string[]): Promise<string[][]> {
  const found: string[][] = [];
  for (const piece of pieces(ids)) {
    const rows = await knex<IncidentRow>('incidents').whereIn('id', piece).select('brief');
    for (const { service, services } of rows.map(({ brief }) => parse<Incident>(brief)))
      found.push([...new Set([service, ...services])]);
  }
  return found;
}

/** Which are open and at which version, the oldest first, at most `limit`. */
export const openVersions = (knex: Knex, limit: number) =>
  knex<IncidentRow>('incidents').where('open', 1).orderBy(['opened_at', 'id']).limit(limit).select('id', 'version');

/** Without evidence, those that ended at or after `since` and were not merged, the latest first, at most `limit`. */
export async function recentlyClosed(knex: Knex, known: KnownAlerts, since: Date, limit: number): Promise<Incident[]> {
  const rows = (from: Knex) =>
    from<IncidentRow>('incidents')
      .where('ended_at', '>=', since.toISOString())
      .whereIn('phase', ['resolved', 'expired'])
      .orderBy([
        { column: 'ended_at', order: 'desc' },
        { column: 'id', order: 'desc' },
      ])
      .limit(limit)
      .select('id', 'version', 'brief');
  return readWhole(knex, known, async from =>
    (await rows(from)).map(readBrief).filter(({ head }) => head.mergedInto === undefined),
  );
}

/** When there were incidents at these services that ended then or later and were not merged, the latest first. */
export async function readOutages(knex: Knex, services: string[], since: Date, limit: number): Promise<Stretch[]> {
  const rows = await knex<IncidentRow>('incidents')
    .whereIn('id', knex('incident_services').select('incident_id').whereIn('service', services))
    .where('ended_at', '>=', since.toISOString())
    .whereIn('phase', ['resolved', 'expired'])
    .orderBy('ended_at', 'desc')
    .limit(limit)
    .select('ended_at', 'brief');
  return rows
    .map(({ brief, ended_at: until }) => ({ incident: parse<Incident>(brief), until }))
    .flatMap(({ incident, until }) =>
      until !== null && incident.mergedInto === undefined && !isOnlyPredicted(incident)
        ? [{ from: new Date(incident.startedAt), until: new Date(until) }]
        : [],
    );
}

/** When incidents opened of which something burns, then or later, the newest first, at most `limit`. */
export const openedSince = (knex: Knex, since: Date, limit: number): Promise<string[]> =>
  knex<IncidentRow>('incidents')
    .where('opened_at', '>=', since.toISOString())
    .whereNot('id', 'like', `${predictedId('')}%`)
    .whereNot('id', 'like', `${sizedId('')}%`)
    .orderBy('opened_at', 'desc')
    .limit(limit)
    .pluck('opened_at');

/** How many incidents are in a phase and have not ended. */
export interface OpenCount {
  phase: Phase;
  count: number;
  /** When the first of them should be looked at, ISO 8601. */
  dueAt?: string;
}

export async function openCounts(knex: Knex): Promise<OpenCount[]> {
  const rows: { phase: Phase; count: number | string; due_at: string | null }[] = await knex('incidents')
    .where('open', 1)
    .groupBy('phase')
    .select('phase', knex.raw('count(*) as count'), knex.raw('min(due_at) as due_at'));
  return rows.map(({ phase, count, due_at: dueAt }) => ({
    phase,
    count: Number(count),
    ...(dueAt !== null && { dueAt }),
  }));
}

/** In brief. */
export function listIncidents(knex: Knex, filter: IncidentFilter): Promise<Page<Incident>> {
  const { phase, open, service, since, until, order = 'newest' } = filter;
  // Those of one service are in an order of their own.
  const columns = service === undefined ? ['incidents.opened_at', 'incidents.id'] : ['of.opened_at', 'of.incident_id'];
  const [openedAt = ''] = columns;
  const query = knex('incidents').select(...columns, 'incidents.brief');
  if (phase !== undefined) query.whereIn('phase', phase);
  if (open !== undefined) query.where('open', open ? 1 : 0);
  if (service !== undefined) {
    query.join('incident_services as of', 'of.incident_id', 'incidents.id').where('of.service', service);
  }
  ofIncidents(knex, query, filter.scope, 'incidents.id');
  if (since !== undefined) query.where(openedAt, '>=', since.toISOString());
  if (until !== undefined) query.where(openedAt, '<', until.toISOString());
  const direction = order === 'newest' ? 'desc' : 'asc';
  return readPage(query, { list: order, columns, order: direction }, filter, (row: Pick<IncidentRow, 'brief'>) =>
    parse<Incident>(row.brief),
  );
}
