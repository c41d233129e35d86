import type { Incident, IncidentEvent, Notice, NoticeEvent, NoticeKind, Stored } from '@autocura/common';
import { hasEnded, isOnlyPredicted } from '@autocura/common';
import type { Knex } from 'knex';
import { parse, pieces } from '../database';
import { ImpossibleEventError } from '../errors';
import { closed, evolveNotice } from '../evolveNotice';
import { admit } from '../leases';
import type { IncidentStep } from './incidents';

export interface NoticeFilter {
  /** Not closed. */
  open?: boolean;
  service?: string;
  incidentId?: string;
}

interface Row {
  id: string;
  incident_id: string;
  service: string;
  state: Notice['state'];
  opened_at: string;
  due_at: string | null;
  notice: string;
}

/** What an incident's event means to people is written with it: no event that calls for them is ever without its notice. */
export async function projectNotices(trx: Knex.Transaction, events: Stored[], steps: IncidentStep[]): Promise<void> {
  const told = steps.filter(({ event }) => touching.has(event.type));
  const own = events.filter(isNoticeEvent);
  if (told.length === 0 && own.length === 0) return;
  const known = await concerned(trx, [...new Set(told.map(({ incident }) => incident.id))], own.map(idOf));
  const before = new Set(known.keys());
  for (const step of told) tell(known, step);
  for (const event of own) {
    const notice = known.get(idOf(event));
    if (!notice) throw new ImpossibleEventError(`${event.type} of a notice that nothing called for: ${event.stream}`);
    known.set(notice.id, evolveNotice(notice, event));
  }
  const rows = [...known.values()].map(rowOf);
  for (const piece of pieces(rows)) await trx('notices').insert(piece).onConflict('id').merge();
  await admit(
    trx,
    [...known.keys()].filter(id => !before.has(id)),
  );
}

/** Events after which people may have to be told, or need not be told any more. */
const touching = new Set<IncidentEvent['type']>([
  ...(
    ['escalated', 'proposed', 'problem-raised', 'resolved', 'expired', 'merged', 'approved', 'rejected'] as const
  ).map(name => `incident.${name}` as const),
  ...(['planned', 'diagnosed', 'blocked', 'observed', 'acting', 'rerooted', 'absorbed', 'reopened'] as const).map(
    name => `incident.${name}` as const,
  ),
]);

function tell(known: Map<string, Notice>, { event, incident }: IncidentStep) {
  for (const notice of known.values()) {
    if (notice.incidentId !== incident.id || notice.state === 'closed') continue;
    const why = endOf(notice, incident, event);
    if (why !== undefined) known.set(notice.id, closed(notice, event.at, why));
  }
  const call = callOf(event, incident);
  if (!call) return;
  const goesOn = [...known.values()].some(
    ({ incidentId, kind, state }) => incidentId === incident.id && kind === call.kind && state !== 'closed',
  );
  if (goesOn) return;
  const { service, title, severity } = incident;
  const id = `${incident.id}.${event.seq}`;
  const about = { id, version: 0, incidentId: incident.id, service, severity, title, ...call };
  const at = { openedAt: event.at, stepAt: event.at, dueAt: event.at };
  known.set(id, { ...about, ...at, state: 'open', steps: 0, deliveries: [] });
}

function callOf(
  event: Stored<IncidentEvent>,
  incident: Incident,
): (Pick<Notice, 'reason' | 'digest'> & { kind: NoticeKind }) | undefined {
  const isNews = isOnlyPredicted(incident);
  switch (event.type) {
    case 'incident.escalated':
      return { kind: isNews ? 'predicted' : 'escalated', reason: event.data.reason };
    case 'incident.proposed': {
      const { plan } = event.data;
      const asks = plan.verdicts.find(({ decision }) => decision === 'ask');
      return { kind: isNews ? 'predicted' : 'proposed', reason: asks?.reason ?? plan.says, digest: plan.digest };
    }
    case 'incident.problem-raised':
      return { kind: 'problem', reason: `healed ${event.data.heals} times in seven days: ${event.data.failureMode}` };
    case 'incident.resolved':
      return event.data.how === 'healed' && incident.attempts.length > 0
        ? { kind: 'healed', reason: event.data.why }
        : undefined;
    default:
      return undefined;
  }
}

/** Why nobody needs to be told any more, in words. */
function endOf({ kind, digest }: Notice, incident: Incident, event: Stored<IncidentEvent>): string | undefined {
  if (kind === 'problem' || kind === 'healed') return undefined;
  if (incident.mergedInto !== undefined) return `it goes on in incident ${incident.mergedInto}`;
  if (hasEnded(incident))
    return 'why' in event.data ? event.data.why : 'reason' in event.data ? event.data.reason : 'it ended';
  if (kind === 'predicted') return isOnlyPredicted(incident) ? undefined : 'it was predicted, and now it alerts';
  if (kind === 'escalated') return undefined;
  if (event.type === 'incident.approved') return 'the plan was approved';
  if (event.type === 'incident.rejected') return 'the plan was rejected';
  return incident.phase === 'proposed' && incident.plan.digest === digest
    ? undefined
    : 'the plan is no longer proposed';
}

async function concerned(trx: Knex.Transaction, incidents: string[], ids: string[]): Promise<Map<string, Notice>> {
  const known = new Map<string, Notice>();
  const keep = (rows: Pick<Row, 'notice'>[]) => rows.map(read).forEach(notice => known.set(notice.id, notice));
  for (const piece of pieces(incidents))
    keep(await trx<Row>('notices').whereIn('incident_id', piece).whereNot('state', 'closed').forUpdate());
  for (const piece of pieces([...new Set(ids)])) keep(await trx<Row>('notices').whereIn('id', piece).forUpdate());
  return known;
}

const rowOf = (notice: Notice): Row => ({
  id: notice.id,
  incident_id: notice.incidentId,
  service: notice.service,
  state: notice.state,
  opened_at: notice.openedAt,
  due_at: notice.dueAt ?? null,
  notice: JSON.stringify(notice),
});
const read = ({ notice }: Pick<Row, 'notice'>) => parse<Notice>(notice);
const isNoticeEvent = (event: Stored): event is Stored<NoticeEvent> => event.type.startsWith('notice.');
const idOf = ({ stream }: Stored) => stream.slice(stream.indexOf('/') + 1);

export async function readNotice(knex: Knex, id: string): Promise<Notice | undefined> {
  const row = await knex<Row>('notices').where({ id }).first('notice');
  return row && read(row);
}

/** The newest first, at most `limit`. */
export async function listNotices(
  knex: Knex,
  { open, service, incidentId }: NoticeFilter,
  limit: number,
): Promise<Notice[]> {
  const query = knex<Row>('notices').orderBy([
    { column: 'opened_at', order: 'desc' },
    { column: 'id', order: 'desc' },
  ]);
  if (open) query.whereNot('state', 'closed');
  if (service !== undefined) query.where({ service });
  if (incidentId !== undefined) query.where({ incident_id: incidentId });
  return (await query.limit(limit).select('notice')).map(read);
}
