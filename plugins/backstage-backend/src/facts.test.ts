import { censusesOf, readFacts } from './facts';
import { Store } from './store';
import { describeEachDatabase, migrations } from './store/testDatabases';
import { alertOf, openedWith, time } from './store/testHistory';
import { bringAbout, waysInto } from './testSupport/phases';

test('how many services were ill is read backwards from how many are', () => {
  const changes = [
    { at: time(30), from: 'critical', to: 'ok' },
    { at: time(20), from: 'ok', to: 'critical' },
    { at: time(10), from: 'unknown', to: 'ok' },
  ] as const;
  expect(censusesOf({ unhealthy: 2, known: 5 }, [...changes])).toEqual([
    { at: time(10), unhealthy: 2, known: 5 },
    { at: time(20), unhealthy: 3, known: 5 },
    { at: time(30), unhealthy: 2, known: 5 },
  ]);
});

describeEachDatabase('facts', open => {
  const storeOf = async () => {
    const { knex } = await open();
    const store = await Store.create(knex, { migrations, now: () => new Date(time(600)) });
    const facts = async (id: string) =>
      readFacts(
        {
          store,
          policy: async () => ({ rules: [] }),
          brake: async () => ({ holds: [] }),
          protectedTargets: [],
          watchedMs: 150,
          now: () => new Date(time(600)),
        },
        await store.incident(id),
      );
    return { store, facts };
  };

  it('G-64 tell what people changed at the services that a remedy would change, and not what programs did', async () => {
    const { store, facts } = await storeOf();
    await bringAbout(store, 'i1', waysInto.diagnosed, 1);
    const change = { id: 'c1', kind: 'scale' as const, service: 'service-1', at: time(5), summary: 'Scale to 3' };
    const others = [
      { ...change, id: 'c2', by: 'ci' },
      { ...change, id: 'c3', service: 'elsewhere', by: 'user:default/ana' },
    ];
    for (const one of [{ ...change, by: 'user:default/ana' }, ...others]) await store.recordChange(one, 'external:ci');
    const { touched } = await facts('i1');
    expect(touched).toEqual([{ service: 'service-1', at: time(5), by: 'user:default/ana', says: 'Scale to 3' }]);
  });

  it('tell each past action with its parameters, its way back and when it was taken back', async () => {
    const { store, facts } = await storeOf();
    await bringAbout(store, 'i1', [...waysInto.undoing, 'incident.undone'], 2);
    const { recent } = await facts('i1');
    expect(recent).toMatchObject([
      {
        ...{ incidentId: 'i1', action: 'roll-back', params: { service: 'service-1', replicas: 2 } },
        ...{ undo: { action: 'roll-forward' }, undoneAt: time(2), failureMode: 'bad-release' },
      },
    ]);
  });

  it('G-22 tell when services fell ill and when incidents began', async () => {
    const { store, facts } = await storeOf();
    const quiet = { service: 'service-1', reasons: [], since: time(1), signals: [], openIncidents: [] };
    await store.saveHealth([{ ...quiet, state: 'critical' }]);
    await store.append([{ stream: 'incident/i1', expected: 0, events: [openedWith([alertOf(1)])], actor: 'autocura' }]);
    const { censuses, opened, services } = await facts('i1');
    expect(services).toEqual({ known: 1, unhealthy: 1 });
    expect(censuses).toEqual([{ at: time(600), unhealthy: 1, known: 1 }]);
    expect(opened).toEqual([time(600)]);
  });
});
