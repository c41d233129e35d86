import type { Evidence, IncidentEvent, InPhase, Question } from '@autocura/common';
import type { Knowledge } from '../loop';
import { aHypothesis, ago, anIncident, inMinutes, now } from '../plan/examples';
import { defaultDurations } from '../settings';
import type { World } from '../world';
import { afterPeople } from './afterPeople';

const knowledge = { durations: defaultDurations } as Knowledge;
const errors = (value: number, at: string): Evidence => ({
  ...{ id: `e@${at}`, question: { service: 'cart', signal: 'requests.errors', normal: true }, source: 'prometheus' },
  ...{ family: 'f', query: 'q', unit: 'ratio', measurement: { state: 'measured', value, at, normal: 0 } },
});
const incident = (actedMinutesAgo: number): InPhase<'observed'> =>
  ({
    ...anIncident({
      startedAt: ago(60),
      people: [{ id: 'a1', at: ago(actedMinutesAgo), by: 'user:default/ana', says: 'Restarted it' }],
      diagnosis: { at: ago(50), looked: ['cart'], hypotheses: [aHypothesis()], evidence: [errors(0.5, ago(50))] },
    }),
    phase: 'observed',
  }) as InPhase<'observed'>;

/** A world that measures this share of failed requests, and remembers what it was asked. */
const worldOf = (value: number) => {
  const asked: Question[] = [];
  const measure = async (questions: Question[]) => {
    asked.push(...questions);
    return questions.map(() => errors(value, now));
  };
  return { asked, world: { now: () => new Date(now), measure, outages: async () => [] } as unknown as World };
};
const comesTo = async (minutes: number, value: number): Promise<IncidentEvent[] | undefined> =>
  afterPeople(incident(minutes), knowledge, worldOf(value).world);

test('nothing is measured before the effect can show', async () => {
  const { asked, world } = worldOf(0);
  const events = await afterPeople(incident(2), knowledge, world);
  expect(events).toMatchObject([{ type: 'incident.deferred', data: { dueAt: inMinutes(3) } }]);
  expect(asked).toEqual([]);
});

test.each([
  ['as bad as before, soon', 6, 0.5, [{ type: 'incident.deferred', data: { dueAt: inMinutes(1) } }]],
  ['as bad as before, later', 9, 0.5, [{ data: { id: 'a1', outcome: 'not healed' } }]],
  ['worse', 6, 1, [{ data: { outcome: 'worse' } }]],
  ['well, though an alert fires to the last look', 20, 0, [{ data: { outcome: 'inconclusive' } }]],
])('%s', async (_, minutes, value, events) => expect(await comesTo(minutes, value)).toMatchObject(events));

test('well and quiet is healed, and is not asked again', async () => {
  const sick = incident(6);
  const quiet = { ...sick, alerts: sick.alerts.map(alert => ({ ...alert, status: 'resolved' as const })) };
  const events = await afterPeople(quiet, knowledge, worldOf(0).world);
  expect(events).toMatchObject([{ type: 'incident.person-verified', data: { id: 'a1', outcome: 'healed' } }]);
  const measured = { ...quiet, people: [{ ...quiet.people![0]!, outcome: 'healed' as const }] };
  expect(await afterPeople(measured, knowledge, worldOf(0).world)).toBeUndefined();
});
