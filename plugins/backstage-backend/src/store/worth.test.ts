import type { IncidentEvent, Outcome } from '@autocura/common';
import { streams } from '@autocura/common';
import type { WorthRow } from '../learn';
import { Store } from './index';
import { describeEachDatabase, migrations } from './testDatabases';
import { alertOf, attemptOf, diagnosisOf, evidenceOf, joining, openedWith, planOf, time } from './testHistory';

const actor = 'autocura';
const none = { healed: 0, notHealed: 0, worse: 0, inconclusive: 0, denied: 0 };
const rollBack = { failureMode: 'bad-release', action: 'roll-back', service: 'service-1' };
const restart = { ...rollBack, action: 'restart' };
const denial = { ...rollBack, action: '' };

/** Attempts of even number roll back, those of odd number restart. */
const attempt = (id: string, n: number, outcome: Outcome): IncidentEvent[] => {
  const { key } = attemptOf(id, n);
  return [
    { type: 'incident.planned', data: { plan: planOf(n) } },
    { type: 'incident.acting', data: { attempt: attemptOf(id, n) } },
    { type: 'incident.acted', data: { key, actedAt: time(n), dueAt: time(n) } },
    { type: 'incident.verified', data: { key, outcome, because: [], after: [evidenceOf(n)], verifiedAt: time(n) } },
  ];
};
const answer = (right: boolean): IncidentEvent => ({
  type: 'incident.feedback',
  data: { hypothesis: 'service-1/bad-release', right, by: 'user:default/ana' },
});
const reopened: IncidentEvent = {
  type: 'incident.reopened',
  data: { alert: joining(alertOf(9)), dueAt: time(9), why: 'it fires again' },
};

const predicted = (id: string, n: number, outcome: Outcome): IncidentEvent[] => [
  {
    type: 'incident.opened',
    data: {
      ...{ service: 'service-1', title: 'it will be full', severity: 'info', began: 'predicted', alerts: [] },
      dueAt: time(1),
    },
  },
  { type: 'incident.diagnosed', data: { diagnosis: diagnosisOf(1) } },
  ...attempt(id, n, outcome),
];

describeEachDatabase('the worth of remedies', open => {
  it('what was prevented is worth nothing, what was harmed counts, and waiting was never tried', async () => {
    const { knex } = await open();
    const store = await Store.create(knex, { migrations });
    const happen = (id: string, events: IncidentEvent[]) =>
      store.append([{ stream: streams.incident(id), expected: 0, events, actor }]);
    await happen('a', predicted('a', 2, 'healed'));
    await happen('b', predicted('b', 2, 'worse'));
    expect(await store.worth()).toEqual([{ ...none, ...rollBack, worse: 1 }]);
    expect(await store.untouched(['service-1'])).toEqual([]);
  });

  it.each<{ name: string; incidents: Record<string, IncidentEvent[]>; rows: WorthRow[] }>([
    { name: 'nothing was tried', incidents: { a: [] }, rows: [] },
    {
      name: 'each outcome is counted',
      incidents: {
        a: [...attempt('a', 1, 'not healed'), ...attempt('a', 2, 'healed')],
        b: attempt('b', 2, 'worse'),
        c: attempt('c', 2, 'inconclusive'),
        d: attempt('d', 2, 'healed'),
      },
      rows: [
        { ...none, ...restart, notHealed: 1 },
        { ...none, ...rollBack, healed: 2, worse: 1, inconclusive: 1 },
      ],
    },
    {
      name: 'once per episode, by the last outcome',
      incidents: {
        a: [...attempt('a', 2, 'not healed'), ...attempt('a', 4, 'healed'), reopened],
        b: [...attempt('b', 2, 'healed'), ...attempt('b', 4, 'worse')],
      },
      rows: [{ ...none, ...rollBack, healed: 1, worse: 1 }],
    },
    {
      name: 'an episode that comes back counts anew',
      incidents: {
        a: [
          ...attempt('a', 2, 'healed'),
          reopened,
          { type: 'incident.diagnosed', data: { diagnosis: diagnosisOf(9) } },
          ...attempt('a', 4, 'healed'),
        ],
      },
      rows: [{ ...none, ...rollBack, healed: 2 }],
    },
    {
      name: 'a no takes the credit of a heal, and counts as a denial of the cause',
      incidents: { a: [...attempt('a', 2, 'healed'), answer(false)], b: attempt('b', 2, 'healed') },
      rows: [
        { ...none, ...rollBack, healed: 1 },
        { ...none, ...denial, denied: 1 },
      ],
    },
    {
      name: 'a no said twice is one, and leaves other outcomes',
      incidents: { a: [...attempt('a', 2, 'worse'), answer(false), answer(false)], b: [answer(false)] },
      rows: [
        { ...none, ...rollBack, worse: 1 },
        { ...none, ...denial, denied: 2 },
      ],
    },
    {
      name: 'a yes takes the no back',
      incidents: { a: [...attempt('a', 2, 'healed'), answer(false), answer(true)] },
      rows: [{ ...none, ...rollBack, healed: 1 }],
    },
    {
      name: 'a no before the heal counts too',
      incidents: { a: [answer(false), ...attempt('a', 2, 'healed')] },
      rows: [{ ...none, ...denial, denied: 1 }],
    },
  ])('$name', async ({ incidents, rows }) => {
    const { knex } = await open();
    const store = await Store.create(knex, { migrations });
    for (const [id, events] of Object.entries(incidents)) {
      const begin: IncidentEvent[] = [
        openedWith([alertOf(1)]),
        { type: 'incident.diagnosed', data: { diagnosis: diagnosisOf(1) } },
      ];
      await store.append([{ stream: streams.incident(id), expected: 0, events: [...begin, ...events], actor }]);
    }
    expect(await store.worth()).toEqual(rows);
    await store.rebuild();
    expect(await store.worth()).toEqual(rows);
  });
});
