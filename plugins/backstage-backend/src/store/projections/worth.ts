import type { Incident, Outcome } from '@autocura/common';
import { isOnlyPredicted } from '@autocura/common';
import type { Knex } from 'knex';
import type { Trial, WorthRow } from '../../learn';
import type { IncidentStep } from './incidents';

/** A remedy counts once an episode, by its last outcome; a person's "no" stands until the same cause gets a "yes". */
export async function projectWorth(trx: Knex.Transaction, steps: IncidentStep[]): Promise<void> {
  for (const { event, incident } of steps) {
    const episode = { incident_id: incident.id, episode: incident.episode };
    if (event.type === 'incident.verified') {
      const attempt = incident.attempts.find(({ key }) => key === event.data.key);
      if (!attempt || isUncounted(event.data.outcome, incident)) continue;
      const { failureMode, service, step } = attempt;
      await trx('credits')
        .insert({
          ...episode,
          ...{ failure_mode: failureMode, service, action: step.action },
          ...{ outcome: event.data.outcome, at: event.data.verifiedAt },
        })
        .onConflict(['incident_id', 'episode', 'failure_mode', 'action', 'service'])
        .merge();
    }
    if (event.type === 'incident.feedback') {
      const denial = { ...episode, ...causeOf(event.data.hypothesis) };
      if (event.data.right) await trx('denials').where(denial).delete();
      else {
        await trx('denials').insert(denial).onConflict(['incident_id', 'episode', 'failure_mode', 'service']).ignore();
      }
    }
  }
}

/** What was prevented might never have come; what was harmed was. */
const isUncounted = (outcome: Outcome, incident: Incident) => outcome === 'healed' && isOnlyPredicted(incident);

/** A hypothesis is named `<service>/<failure mode>`; a service may hold slashes, a failure mode does not. */
function causeOf(hypothesis: string) {
  const slash = hypothesis.lastIndexOf('/');
  return { service: hypothesis.slice(0, slash), failure_mode: hypothesis.slice(slash + 1) };
}

const counters = {
  healed: 'healed',
  'not healed': 'notHealed',
  worse: 'worse',
  inconclusive: 'inconclusive',
} as const satisfies Record<Outcome, keyof WorthRow>;

interface Count {
  failure_mode: string;
  action: string;
  service: string;
  outcome: Outcome;
  times: number | string;
}

/**
 * Denials are of a cause, not of an action: they have a row of their own with an empty action. A heal whose cause was
 * denied in that episode is not counted.
 */
export async function readWorth(knex: Knex): Promise<WorthRow[]> {
  const counts: Count[] = await credited(knex)
    .select('failure_mode', 'action', 'service', 'outcome', knex.raw('count(*) as times'))
    .groupBy('failure_mode', 'action', 'service', 'outcome')
    .orderBy(['failure_mode', 'action', 'service', 'outcome']);
  const rows = new Map<string, WorthRow>();
  for (const { failure_mode: failureMode, action, service, outcome, times } of counts) {
    const name = JSON.stringify([failureMode, action, service]);
    const row = rows.get(name) ?? { ...nothing, failureMode, action, service };
    rows.set(name, { ...row, [counters[outcome]]: Number(times) });
  }
  const denials: Omit<Count, 'action' | 'outcome'>[] = await knex('denials')
    .select('failure_mode', 'service', knex.raw('count(*) as times'))
    .groupBy('failure_mode', 'service')
    .orderBy(['failure_mode', 'service']);
  const denied = denials.map(({ failure_mode: failureMode, service, times }) => {
    return { ...nothing, failureMode, action: '', service, denied: Number(times) };
  });
  return [...rows.values(), ...denied];
}

const nothing = { healed: 0, notHealed: 0, worse: 0, inconclusive: 0, denied: 0 };

/** Without heals whose cause a person denied in that episode. */
const credited = (knex: Knex) =>
  knex('credits').whereNot(credit =>
    credit
      .where('outcome', 'healed')
      .whereExists(
        knex('denials')
          .whereRaw('denials.incident_id = credits.incident_id and denials.episode = credits.episode')
          .whereRaw('denials.failure_mode = credits.failure_mode and denials.service = credits.service'),
      ),
  );

/** How remedies fared at these services, the latest first, at most `limit`. */
export async function readTrials(knex: Knex, services: string[], limit: number): Promise<Trial[]> {
  const rows: { failure_mode: string; action: string; service: string; outcome: Outcome; at: string }[] =
    await credited(knex)
      .whereIn('service', services)
      .orderBy([
        { column: 'at', order: 'desc' },
        { column: 'incident_id', order: 'desc' },
        { column: 'episode', order: 'desc' },
      ])
      .limit(limit)
      .select('failure_mode', 'action', 'service', 'outcome', 'at');
  return rows.map(({ failure_mode: failureMode, ...row }) => ({ failureMode, ...row }));
}
