import type { IncidentEvent, Outcome } from '@autocura/common';
import { streams } from '@autocura/common';
import { readAutonomy } from './autonomy';
import { type FactsOptions, readFacts } from './facts';
import type { PolicyRule } from './plan';
import { Store } from './store';
import { describeEachDatabase, migrations } from './store/testDatabases';
import { alertOf, attemptOf, diagnosisOf, evidenceOf, openedWith, planOf, time } from './store/testHistory';

const actor = 'autocura';
const remedy = { failureMode: 'bad-release', action: 'roll-back', service: 'service-1' };
const begun = [
  openedWith([alertOf(1)]),
  { type: 'incident.diagnosed', data: { diagnosis: diagnosisOf(1) } } as IncidentEvent,
];

/** An incident in which nobody acts and which people end long after. */
const left: IncidentEvent[][] = [begun, [{ type: 'incident.resolved', data: { how: 'by a person', why: 'quiet' } }]];

const tried = (id: string, n: number, outcome: Outcome): IncidentEvent[] => {
  const { key } = attemptOf(id, n);
  return [
    ...begun,
    { type: 'incident.planned', data: { plan: planOf(n) } },
    { type: 'incident.acting', data: { attempt: attemptOf(id, n) } },
    { type: 'incident.acted', data: { key, actedAt: time(n), dueAt: time(n) } },
    { type: 'incident.verified', data: { key, outcome, because: [], after: [evidenceOf(n)], verifiedAt: time(n) } },
    { type: 'incident.resolved', data: { how: 'healed', why: 'it measures well' } },
  ];
};

describeEachDatabase('earned autonomy', open => {
  const upTo = async (mode: PolicyRule['mode']) => {
    const { knex } = await open();
    const clock = { seconds: 0 };
    const now = () => new Date(time(clock.seconds));
    const store = await Store.create(knex, { migrations, now });
    const options: FactsOptions = {
      ...{ store, now, protectedTargets: [], watchedMs: 1_200_000 },
      policy: async () => ({ rules: [{ name: 'earn it', match: {}, mode, earned: true }] }),
      brake: async () => ({ holds: [] }),
    };
    const happen = async (id: string, ...parts: IncidentEvent[][]) => {
      for (const events of parts) {
        const expected = (await store.incident(id))?.version ?? 0;
        await store.append([{ stream: streams.incident(id), expected, events, actor }]);
        clock.seconds += 1_300;
      }
    };
    /** What the page tells, and what guardrails judge by. */
    const level = async () => {
      const [told] = await readAutonomy(options, 'service-1');
      const facts = await readFacts(options, await store.incident('left-0'));
      expect(facts.earned).toEqual([expect.objectContaining({ ...remedy, level: told?.level })]);
      return told;
    };
    for (let n = 0; n < 10; n += 1) await happen(`left-${n}`, ...left);
    return { happen, level };
  };

  it('rises with heals, no further than the policy allows, and falls with harm', async () => {
    const { happen, level } = await upTo('auto');
    let number = 0;
    const heals = async (count: number) => {
      for (let n = 0; n < count; n += 1) {
        number += 2;
        await happen(`tried-${number}`, tried(`tried-${number}`, number, 'healed'));
      }
    };
    await heals(4);
    expect(await level()).toMatchObject({ ...remedy, level: 'propose', mode: 'propose' });
    await heals(1);
    expect(await level()).toMatchObject({ level: 'approve', mode: 'approve', left: { of: 10, successes: 0 } });
    await heals(5);
    expect(await level()).toMatchObject({ level: 'auto', mode: 'auto', tried: { of: 10, successes: 10 } });
    await happen('harm', tried('harm', 100, 'worse'));
    expect(await level()).toMatchObject({ level: 'propose', mode: 'propose', tried: { of: 11, successes: 10 } });
  });

  it('is no more than the policy allows, and tells how many tries are left today', async () => {
    const { happen, level } = await upTo('approve');
    for (let n = 2; n <= 20; n += 2) await happen(`tried-${n}`, tried(`tried-${n}`, n, 'healed'));
    expect(await level()).toMatchObject({ level: 'auto', mode: 'approve', attemptsLeft: 5 });
    await happen('not', tried('not', 40, 'inconclusive'));
    expect(await level()).toMatchObject({ level: 'auto', mode: 'approve', attemptsLeft: 4 });
  });
});
