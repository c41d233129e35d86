import type { ServiceHealth } from '@autocura/common';
import { type CardOptions, readCard } from './card';
import { Store } from './store';
import { everything } from './store/scope';
import { describeEachDatabase, migrations } from './store/testDatabases';
import { planOf, time } from './store/testHistory';
import { afterAnAttempt, bringAbout, incidentAfter, waysInto } from './testSupport/phases';

const options = (store: CardOptions['store']): CardOptions => ({
  store,
  fresh: health => health,
  catalog: async () => ({ links: [] }),
  prediction: async () => null,
  errorBudget: async () => null,
  recurrences: async () => [],
});
const ana = { actor: 'user:default/ana', scope: everything, mayDecide: () => true };
const critical: ServiceHealth = {
  ...{ service: 'service-1', state: 'critical', since: time(1), signals: [], openIncidents: [] },
  reasons: [{ state: 'critical', says: 'a third of its requests fail' }],
};
const proposed = (n: number, plan: Partial<ReturnType<typeof planOf>> = {}) => ({
  type: 'incident.proposed' as const,
  data: { plan: { ...planOf(n), ...plan }, expiresAt: '9999-01-01T00:00:00.000Z' },
});

test('of an incident whose cause came back the card says how often', async () => {
  const incident = incidentAfter(waysInto.proposed, 'one');
  const [likely] = incident.diagnosis!.hypotheses;
  const store = {
    serviceHealth: async () => critical,
    incidents: async () => ({ items: [incident] }),
    actions: async () => ({ items: [] }),
  };
  const known = { failureMode: likely!.failureMode, lastAt: time(9) };
  const after = async (times: number, service = likely!.service) => {
    const recurrences = async () => [{ ...known, times }];
    const card = await readCard({ ...options(store), recurrences }, service, ana);
    return card.incidents[0]?.recurrence;
  };
  expect(await after(4)).toEqual({ ...known, times: 4 });
  expect(await after(1)).toBeUndefined();
  expect(await after(4, 'another')).toBeUndefined();
});

describeEachDatabase('the card of a service', open => {
  it('tells its health, what is open, what waits for a person first, and the last attempt', async () => {
    const store = await Store.create((await open()).knex, { migrations });
    await bringAbout(store, 'waits', waysInto.proposed, 11, [proposed(11)]);
    for (let n = 1; n <= 12; n += 1) await bringAbout(store, `runs-${n}`, ['incident.opened'], 20 + n);
    await bringAbout(store, 'ended', afterAnAttempt('resolved'), 50);
    await store.saveHealth([critical]);

    const service = (await store.incident('waits'))!.service;
    const card = await readCard(options(store), service, ana);
    expect(card.incidents[0]).toMatchObject({ id: 'waits', phase: 'proposed', proposal: { digest: 'digest-11' } });
    expect(card.incidents.length).toBeLessThanOrEqual(11);
    expect(card.incidents.map(({ id }) => id)).not.toContain('ended');
    expect(card.open).toBe(card.health.openIncidents.length);
    expect(await readCard(options(store), 'service-1', ana)).toMatchObject({
      health: { state: 'critical', reasons: critical.reasons },
      lastHealing: { incidentId: 'ended', action: 'roll-back', outcome: expect.any(String) },
    });
  });

  it('of a service nobody has heard of says that nothing is known', async () => {
    const store = await Store.create((await open()).knex, { migrations });
    expect(await readCard(options(store), 'nobody', ana)).toMatchObject({
      health: { state: 'unknown', reasons: [{ says: 'it has never been measured' }] },
      ...{ incidents: [], open: 0, prediction: null, errorBudget: null },
    });
  });
});

test.each([
  { name: 'whoever is granted it', plan: {}, reader: ana, says: { mayApprove: true, mayReject: true } },
  {
    name: 'not who is not',
    plan: {},
    reader: { ...ana, mayDecide: () => false },
    says: { mayApprove: false, mayReject: false, because: 'not granted' },
  },
  {
    name: 'not who asked for it',
    plan: { askedBy: 'user:default/ana' },
    reader: ana,
    says: { mayApprove: false, mayReject: true, because: 'asked for it' },
  },
  {
    name: 'not who has approved it',
    plan: { approvals: ['user:default/ana'], approvers: 2 },
    reader: ana,
    says: { mayApprove: false, because: 'approved it', approvers: 2, approvals: 1 },
  },
])('a proposal may be approved by $name', async ({ plan, reader, says }) => {
  const incident = incidentAfter(waysInto.proposed, 'one');
  if (incident.phase === 'proposed') incident.plan = { ...incident.plan, ...plan };
  const store = {
    serviceHealth: async () => critical,
    incidents: async () => ({ items: [incident] }),
    actions: async () => ({ items: [] }),
  };
  const { incidents } = await readCard({ ...options(store), grafana: id => `https://g/${id}` }, 'service-1', reader);
  expect(incidents).toMatchObject([{ proposal: says, grafana: 'https://g/one' }]);
});
