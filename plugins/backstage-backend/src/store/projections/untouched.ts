import type { Incident, Recurrence } from '@autocura/common';
import { isOnlyPredicted } from '@autocura/common';
import type { Knex } from 'knex';
import type { Untouched } from '../../learn';
import { ofIncidents, type Scope } from '../scope';
import type { IncidentStep } from './incidents';

interface Row {
  incident_id: string;
  episode: number;
  failure_mode: string;
  service: string;
  began: string;
  ended: string | null;
  how: Exclude<Untouched['how'], undefined> | null;
}

/** Each episode from its first diagnosis to whatever came first: it cleared, somebody acted, a person ended it. */
export async function projectUntouched(trx: Knex.Transaction, steps: IncidentStep[]): Promise<void> {
  for (const { event, incident } of steps) {
    const end = (ended: string, how: Untouched['how']) => endIt(trx, incident, ended, how);
    switch (event.type) {
      case 'incident.diagnosed':
        if (!isOnlyPredicted(incident)) await begin(trx, incident, event.at);
        break;
      case 'incident.acting':
      case 'incident.person-acted':
      case 'incident.undoing':
        await end(event.at, 'acted');
        break;
      case 'incident.expired':
        await end(event.at, 'cleared');
        break;
      case 'incident.resolved':
        if (event.data.how === 'healed') break;
        await end(event.data.endedAt ?? event.at, event.data.how === 'by itself' ? 'cleared' : 'by a person');
        break;
      case 'incident.merged':
        await trx('untouched').where({ incident_id: incident.id, episode: incident.episode }).delete();
    }
  }
}

/** What is thought over again is about the likeliest cause of then, and began when it was first looked into. */
async function begin(trx: Knex.Transaction, { id, episode, diagnosis }: Incident, at: string) {
  const [likely] = diagnosis?.hypotheses ?? [];
  if (!likely) return;
  const key = { incident_id: id, episode };
  const cause = { failure_mode: likely.failureMode, service: likely.service };
  const begun = await trx<Row>('untouched').where(key).first('ended');
  if (!begun) await trx('untouched').insert({ ...key, ...cause, began: at });
  else if (begun.ended === null) await trx('untouched').where(key).update(cause);
}

const endIt = (trx: Knex.Transaction, { id, episode }: Incident, ended: string, how: Untouched['how']) =>
  trx('untouched').where({ incident_id: id, episode }).whereNull('ended').update({ ended, how });

/** Those whose cause no person denied. */
const notDenied = (knex: Knex) =>
  knex<Row>('untouched').whereNotExists(
    knex('denials')
      .whereRaw('denials.incident_id = untouched.incident_id and denials.episode = untouched.episode')
      .whereRaw('denials.failure_mode = untouched.failure_mode and denials.service = untouched.service'),
  );

/** How often each cause was found likely at the service since then, the most frequent first. */
export async function readRecurrences(
  knex: Knex,
  service: string,
  since: Date,
  scope: Scope | undefined,
): Promise<Recurrence[]> {
  const query = notDenied(knex).where({ service }).where('began', '>=', since.toISOString());
  ofIncidents(knex, query, scope, 'untouched.incident_id');
  const rows: { failure_mode: string; times: number | string; last: string }[] = await query
    .groupBy('failure_mode')
    .orderBy([{ column: 'times', order: 'desc' }, { column: 'failure_mode' }])
    .select('failure_mode', knex.raw('count(*) as times'), knex.raw('max(began) as last'));
  return rows.map(({ failure_mode: failureMode, times, last: lastAt }) => ({
    ...{ failureMode, times: Number(times), lastAt },
  }));
}

/** Of these services, the latest first, at most `limit`; without those whose cause a person denied. */
export async function readUntouched(knex: Knex, services: string[], limit: number): Promise<Untouched[]> {
  const rows = await notDenied(knex)
    .whereIn('service', services)
    .orderBy([
      { column: 'began', order: 'desc' },
      { column: 'incident_id', order: 'desc' },
      { column: 'episode', order: 'desc' },
    ])
    .limit(limit);
  return rows.map(({ failure_mode: failureMode, service, began, ended, how }) => ({
    ...{ failureMode, service, began },
    ...(ended !== null && { ended }),
    ...(how !== null && { how }),
  }));
}
