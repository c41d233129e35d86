import type { ActionRow, Attempt, HistoryQuery, Incident, Page, Phase, Stored } from '@autocura/common';
import type { Knex } from 'knex';
import { fieldOf, parse, together } from '../database';
import { ConflictError } from '../errors';
import type { PastAction } from '../../plan';
import { present } from '../../present';
import { type PageRequest, readPage } from '../page';
import { ofIncidents, ofServices, type Scope } from '../scope';
import type { IncidentStep } from './incidents';

export interface ActionFilter extends PageRequest, Pick<HistoryQuery, 'action' | 'outcome' | 'mode'> {
  target?: string;
  service?: string;
  incidentId?: string;
  /** Those about a service inside it, of incidents that speak of nothing outside. */
  scope?: Scope;
  /** Begun then or later. */
  since?: Date;
  /** Begun before then. */
  until?: Date;
}

interface Row {
  incident_id: string;
  key: string;
  intended_at: string;
  target: string;
  service: string;
  says: string | null;
  attempt: string;
}

const underWay: Phase[] = ['acting', 'verifying', 'undoing'];

/** One target, one action under way: refuses to begin one while another incident's is not measured yet. */
export async function refuseSecond(trx: Knex.Transaction, events: Stored[]): Promise<void> {
  for (const event of events) {
    if (event.type !== 'incident.acting' && event.type !== 'incident.undoing') continue;
    const own = event.stream.slice(event.stream.indexOf('/') + 1);
    const target =
      event.type === 'incident.acting' ? event.data.attempt.step.target : await targetOf(trx, own, event.data.key);
    if (target === undefined) continue;
    await together(trx, `act on ${target}`);
    const others = await trx<{ id: string; phase: Phase; open: number; brief: string }>('incidents')
      .where('open', 1)
      .whereIn('phase', underWay)
      .whereNot('id', own)
      .select('brief');
    const other = others
      .map(row => parse<Incident>(row.brief))
      .find(incident => 'attempt' in incident && incident.attempt.step.target === target);
    if (other) throw new ConflictError(`Incident ${other.id} is acting on ${target}`);
  }
}

/** How many actions there were since a time, when somebody judged by them. */
export interface Begun {
  /** ISO 8601. */
  since: string;
  count: number;
}

export async function begunSince(knex: Knex, since: string): Promise<Begun> {
  const [row] = await knex('actions')
    .where('intended_at', '>=', since)
    .count<{ count: number | string }[]>('* as count');
  return { since, count: Number(row?.count) };
}

/** Limits are for all incidents together: refuses what was judged before another action began. */
export async function refuseUnseen(trx: Knex.Transaction, { since, count }: Begun): Promise<void> {
  await together(trx, 'begin an action');
  const now = await begunSince(trx, since);
  if (now.count !== count) throw new ConflictError('Another action has begun');
}

async function targetOf(trx: Knex.Transaction, id: string, key: string): Promise<string | undefined> {
  const row = await trx<{ id: string; brief: string }>('incidents').where({ id }).first();
  return row && parse<Incident>(row.brief).attempts.find(attempt => attempt.key === key)?.step.target;
}

export async function projectActions(trx: Knex.Transaction, steps: IncidentStep[]): Promise<void> {
  for (const { event, incident } of steps) {
    switch (event.type) {
      case 'incident.acting':
        await save(trx, incident.id, event.data.attempt, 'plan' in incident ? incident.plan.says : null);
        break;
      case 'incident.acted':
      case 'incident.verified':
      case 'incident.undone': {
        const attempt = incident.attempts.find(({ key }) => key === event.data.key);
        if (attempt) await save(trx, ownerOf(attempt), attempt, null);
      }
    }
  }
}

/** Whose try it was: it may go on in the incident that absorbed that one. */
const ownerOf = ({ key }: Attempt) => decodeURIComponent(key.slice(0, key.indexOf('/')));

async function save(trx: Knex.Transaction, incidentId: string, attempt: Attempt, says: string | null) {
  const { key, step, service, intendedAt } = attempt;
  const row: Row = {
    incident_id: incidentId,
    key,
    intended_at: intendedAt,
    target: step.target,
    service,
    says,
    attempt: JSON.stringify(withoutEvidence(attempt)),
  };
  await trx('actions').insert(row).onConflict(['incident_id', 'key']).merge(['attempt']);
}

type Told = Omit<Attempt, 'before' | 'after' | 'because'>;

function withoutEvidence({ before: _, after: _after, because: _because, ...told }: Attempt): Told {
  return told;
}

/** The newest first. */
export function listActions(knex: Knex, filter: ActionFilter): Promise<Page<ActionRow>> {
  const query = knex<Row>('actions');
  const { target, service, incidentId, action, outcome, mode, since, until } = filter;
  if (target !== undefined) query.where({ target });
  if (service !== undefined) query.where({ service });
  if (incidentId !== undefined) query.where('incident_id', incidentId);
  ofServices(knex, query, filter.scope, 'actions.service');
  ofIncidents(knex, query, filter.scope, 'actions.incident_id');
  const told = (...path: string[]) => fieldOf(knex, 'attempt', ...path);
  if (action !== undefined) query.whereRaw(`${told('step', 'action')} = ?`, [action]);
  if (outcome !== undefined) query.whereRaw(`${told('outcome')} = ?`, [outcome]);
  // Whatever went on a person's word says on whose.
  if (mode !== undefined) query.whereRaw(`${told('by')} is ${mode === 'auto' ? '' : 'not '}null`);
  if (since !== undefined) query.where('intended_at', '>=', since.toISOString());
  if (until !== undefined) query.where('intended_at', '<', until.toISOString());
  const columns = ['intended_at', 'incident_id', 'key'];
  return readPage(query, { list: 'actions', columns, order: 'desc' }, filter, actionOf);
}

function actionOf(row: Row): ActionRow {
  const { key, step, number, service, failureMode, intendedAt, ...told } = parse<Told>(row.attempt);
  const { action, target } = step;
  const { by, actedAt, failed, outcome, verifiedAt, undoneAt } = told;
  return present({
    ...{ key, incidentId: row.incident_id, attempt: number, action, target, service, failureMode, intendedAt },
    ...{ actedAt, outcome, by, failed, verifiedAt, undoneAt, says: row.says ?? undefined },
  });
}

/** What was begun then or later, the newest first, at most `limit`, as guardrails judge by it. */
export async function pastActions(knex: Knex, since: Date, limit: number): Promise<PastAction[]> {
  const rows = await knex<Row>('actions')
    .where('intended_at', '>=', since.toISOString())
    .orderBy([
      { column: 'intended_at', order: 'desc' },
      { column: 'key', order: 'desc' },
    ])
    .limit(limit)
    .select('incident_id', 'attempt');
  return rows.map(({ incident_id: incidentId, attempt }) => {
    const {
      step,
      service,
      failureMode,
      intendedAt: at,
      outcome,
      undo,
      undoneAt,
      askedBy,
      undoneBy,
    } = parse<Told>(attempt);
    return present({ ...step, incidentId, service, failureMode, at, outcome, undo, undoneAt, askedBy, undoneBy });
  });
}
