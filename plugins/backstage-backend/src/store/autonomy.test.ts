import type { IncidentEvent, Outcome } from '@autocura/common';
import { streams } from '@autocura/common';
import { Store } from './index';
import { describeEachDatabase, migrations } from './testDatabases';
import { alertOf, attemptOf, diagnosisOf, evidenceOf, joining, openedWith, planOf, time } from './testHistory';

const actor = 'autocura';
const service = 'service-1';
const failureMode = 'bad-release';
const cause = { service, failureMode };

const diagnosed: IncidentEvent = { type: 'incident.diagnosed', data: { diagnosis: diagnosisOf(1) } };
const begun = [openedWith([alertOf(1)]), diagnosed];
const proposed: IncidentEvent = { type: 'incident.proposed', data: { plan: planOf(2), expiresAt: time(900) } };
const expired: IncidentEvent = { type: 'incident.expired', data: { reason: 'condition gone' } };
const resolved = (how: 'healed' | 'by itself' | 'by a person', endedAt?: string): IncidentEvent => ({
  type: 'incident.resolved',
  data: { how, why: 'quiet', ...(endedAt !== undefined && { endedAt }) },
});
const reopened: IncidentEvent = {
  type: 'incident.reopened',
  data: { alert: joining(alertOf(9)), dueAt: time(9), why: 'it fires again' },
};
const denied: IncidentEvent = {
  type: 'incident.feedback',
  data: { hypothesis: 'service-1/bad-release', right: false, by: 'user:default/ana' },
};
const acted = (id: string, outcome: Outcome, n = 2): IncidentEvent[] => {
  const { key } = attemptOf(id, n);
  return [
    { type: 'incident.planned', data: { plan: planOf(n) } },
    { type: 'incident.acting', data: { attempt: attemptOf(id, n) } },
    { type: 'incident.acted', data: { key, actedAt: time(n), dueAt: time(n) } },
    { type: 'incident.verified', data: { key, outcome, because: [], after: [evidenceOf(n)], verifiedAt: time(n) } },
  ];
};

describeEachDatabase('what autonomy rests on', open => {
  const storeOf = async () => {
    const { knex } = await open();
    const clock = { seconds: 100 };
    const store = await Store.create(knex, { migrations, now: () => new Date(time(clock.seconds)) });
    /** Each event a second after the one before. */
    const happen = async (id: string, events: IncidentEvent[]) => {
      for (const event of events) {
        const expected = (await store.incident(id))?.version ?? 0;
        await store.append([{ stream: streams.incident(id), expected, events: [event], actor }]);
        clock.seconds += 1;
      }
    };
    return { store, clock, happen };
  };

  it.each<{ name: string; events: IncidentEvent[]; untouched: object[] }>([
    { name: 'nothing is known before a diagnosis', events: [openedWith([alertOf(1)])], untouched: [] },
    { name: 'it goes on', events: [...begun, proposed], untouched: [{ began: time(101) }] },
    {
      name: 'it cleared while it was proposed',
      events: [...begun, proposed, expired],
      untouched: [{ began: time(101), ended: time(103), how: 'cleared' }],
    },
    {
      name: 'it cleared by itself, as was learnt later',
      events: [...begun, resolved('by itself', time(102))],
      untouched: [{ began: time(101), ended: time(102), how: 'cleared' }],
    },
    {
      name: 'a person saw to it',
      events: [...begun, resolved('by a person')],
      untouched: [{ began: time(101), ended: time(102), how: 'by a person' }],
    },
    {
      name: 'it was acted on, and what came after says nothing of waiting',
      events: [...begun, ...acted('i1', 'not healed'), diagnosed, resolved('by itself')],
      untouched: [{ began: time(101), ended: time(103), how: 'acted' }],
    },
    {
      name: 'looked into again it is the same episode',
      events: [...begun, diagnosed, expired],
      untouched: [{ began: time(101), ended: time(103), how: 'cleared' }],
    },
    {
      name: 'come back it is another one',
      events: [...begun, resolved('by itself'), reopened, diagnosed],
      untouched: [{ began: time(104) }, { began: time(101), ended: time(102), how: 'cleared' }],
    },
    {
      name: 'it goes on in another incident',
      events: [...begun, { type: 'incident.merged', data: { into: 'i2', why: 'one outage' } }],
      untouched: [],
    },
    { name: 'its cause was denied', events: [...begun, expired, denied], untouched: [] },
  ])('G-54 an episode nobody acted on: $name', async ({ events, untouched }) => {
    const { store, happen } = await storeOf();
    await happen('i1', events);
    const expected = untouched.map(one => ({ ...cause, ...one }));
    expect(await store.untouched([service])).toEqual(expected);
    await store.rebuild();
    expect(await store.untouched([service])).toEqual(expected);
    expect(await store.untouched(['elsewhere'])).toEqual([]);
  });

  it('tells how often a cause came back, in incidents that one may see', async () => {
    const { store, happen } = await storeOf();
    await happen('i1', [...begun, ...acted('i1', 'healed', 2), resolved('healed')]);
    await happen('i2', [...begun, expired]);
    await happen('i3', [...begun, expired, denied]);
    await happen('i4', begun);
    const since = (seconds: number) => store.recurrences(service, new Date(time(seconds)));
    const [recurrence] = await since(0);
    expect(recurrence).toMatchObject({ failureMode, times: 3 });
    expect(await since(Date.parse(recurrence!.lastAt) / 1000 - Date.parse(time(0)) / 1000)).toEqual([
      { ...recurrence, times: 1 },
    ]);
    const elsewhere = { allowed: ['elsewhere'], denied: [], others: false };
    expect(await store.recurrences(service, new Date(time(0)), elsewhere)).toEqual([]);
    expect(await store.recurrences('elsewhere', new Date(time(0)))).toEqual([]);
  });

  it('tells trials with their time, the latest first, and no heal whose cause was denied', async () => {
    const { store, happen } = await storeOf();
    await happen('i1', [...begun, ...acted('i1', 'healed', 2), resolved('healed')]);
    await happen('i2', [...begun, ...acted('i2', 'worse', 4), resolved('by a person')]);
    await happen('i3', [...begun, ...acted('i3', 'healed', 6), denied, resolved('healed')]);
    const trials = [
      { ...cause, action: 'roll-back', outcome: 'worse', at: time(4) },
      { ...cause, action: 'roll-back', outcome: 'healed', at: time(2) },
    ];
    expect(await store.trials([service])).toEqual(trials);
    await store.rebuild();
    expect(await store.trials([service])).toEqual(trials);
    expect(await store.trials(['elsewhere'])).toEqual([]);
  });

  it('G-63 a problem stays until somebody takes note, and then heals count anew', async () => {
    const { store, clock, happen } = await storeOf();
    const heals = () => store.heals(service, failureMode, new Date(time(0)));
    const raised: IncidentEvent = { type: 'incident.problem-raised', data: { ...cause, heals: 2 } };
    await happen('i1', [...begun, ...acted('i1', 'healed', 2), resolved('healed')]);
    await happen('i2', [...begun, ...acted('i2', 'healed', 4), raised, resolved('healed')]);
    expect(await heals()).toBe(2);
    expect(await store.heals(service, failureMode, new Date(time(2)))).toBe(1);
    const problem = { ...cause, heals: 2, incidentId: 'i2', openedAt: expect.any(String), lastAt: expect.any(String) };
    expect(await store.problems({ open: true })).toEqual([problem]);

    clock.seconds = 500;
    const note = { type: 'problem.acknowledged' as const, data: { ...cause, note: 'ticket 7' } };
    const stream = streams.problem(service, failureMode);
    await store.append([{ stream, expected: 0, events: [note], actor: 'user:default/ana' }]);
    const acknowledged = { by: 'user:default/ana', at: time(500), note: 'ticket 7' };
    expect(await store.problems({ open: true })).toEqual([]);
    expect(await store.problems({ service })).toEqual([{ ...problem, acknowledged }]);
    expect(await heals()).toBe(0);

    clock.seconds = 600;
    await happen('i3', [...begun, ...acted('i3', 'healed', 600), raised, resolved('healed')]);
    expect(await heals()).toBe(1);
    const again = { ...problem, incidentId: 'i3', openedAt: time(606), lastAt: time(606) };
    expect(await store.problems({ open: true })).toEqual([again]);
    await store.rebuild();
    expect(await store.problems()).toEqual([again]);
    expect(await heals()).toBe(1);
  });
});
