import type { ServiceHealth } from '@autocura/common';
import { streams } from '@autocura/common';
import { Store } from './index';
import { describeEachDatabase, migrations } from './testDatabases';
import { alertOf, incidentEvents, openedWith, time } from './testHistory';

const healthOf = (service: string, state: ServiceHealth['state'], second: number): ServiceHealth => ({
  service,
  state,
  reasons: [{ state, says: `${service} is ${state}` }],
  dataAt: time(second),
  since: time(second),
  signals: [{ signal: 'requests.errors', value: second / 1000, unit: 'ratio', normal: 0 }],
  openIncidents: [],
});

describeEachDatabase('health', open => {
  const storeOf = async (keepSamplesMs?: number) => {
    const { knex } = await open();
    const clock = { now: new Date(time(1000)) };
    const options = { migrations, now: () => clock.now, ...(keepSamplesMs !== undefined && { keepSamplesMs }) };
    return { store: await Store.create(knex, options), clock };
  };

  it('keeps the latest, since when it is so, and each change as an event', async () => {
    const { store } = await storeOf();
    await store.saveHealth([healthOf('cart', 'ok', 1), healthOf('orders', 'unknown', 1)]);
    await store.saveHealth([healthOf('cart', 'ok', 2), healthOf('orders', 'unknown', 2)]);
    await store.saveHealth([healthOf('cart', 'critical', 3)]);
    expect(await store.health()).toEqual([
      healthOf('cart', 'critical', 3),
      { ...healthOf('orders', 'unknown', 2), since: time(1) },
    ]);
    expect(await store.lists.healthHistory('cart', 9)).toEqual([
      { service: 'cart', from: 'ok', to: 'critical', reasons: ['cart is critical'], dataAt: time(3), at: time(1000) },
      { service: 'cart', from: 'unknown', to: 'ok', reasons: ['cart is ok'], dataAt: time(1), at: time(1000) },
    ]);
    expect(await store.lists.healthHistory('cart', 1)).toHaveLength(1);
    expect(await store.events(streams.service('cart'))).toHaveLength(2);
    expect(await store.events(streams.service('orders'))).toEqual([]);
  });

  it('names the incidents that are open now', async () => {
    const { store } = await storeOf();
    await store.saveHealth([healthOf('service-1', 'warning', 1), healthOf('service-2', 'ok', 1)]);
    const stream = streams.incident('i1');
    const actor = 'autocura';
    await store.append([{ stream, expected: 0, events: [openedWith([alertOf(1), alertOf(2)])], actor }]);
    expect((await store.health()).map(({ openIncidents }) => openIncidents)).toEqual([['i1'], ['i1']]);
    const incident = await store.incident('i1');
    const events = incident ? [incidentEvents['incident.resolved'](incident, 1)] : [];
    await store.append([{ stream, expected: 1, events, actor }]);
    expect((await store.health()).map(({ openIncidents }) => openIncidents)).toEqual([[], []]);
  });

  it('says of a sick service that was never measured that nothing is known', async () => {
    const { store } = await storeOf();
    const events = [openedWith([alertOf(1)])];
    await store.append([{ stream: streams.incident('i1'), expected: 0, events, actor: 'autocura' }]);
    expect(await store.health()).toMatchObject([
      {
        service: 'service-1',
        state: 'unknown',
        reasons: [{ says: 'it has never been measured' }],
        openIncidents: ['i1'],
      },
    ]);
  });

  it('keeps samples once, by the time of the data, and drops the old', async () => {
    const { store, clock } = await storeOf(60_000);
    const sample = (second: number, signal = 'requests.rate') => ({
      ...{ service: 'cart', signal, at: time(second), value: second / 3 },
    });
    await store.addSamples([sample(990), sample(980), sample(980, 'requests.p95'), sample(900)]);
    await store.addSamples([sample(990)]);
    await store.addSamples([]);
    const start = new Date(0);
    expect(await store.samples('cart', start)).toEqual([sample(980, 'requests.p95'), sample(980), sample(990)]);
    expect(await store.samples('cart', new Date(time(981)))).toEqual([sample(990)]);
    expect(await store.samples('orders', start)).toEqual([]);
    clock.now = new Date(time(1045));
    await store.addSamples([sample(1040)]);
    expect(await store.samples('cart', start)).toEqual([sample(990), sample(1040)]);
  });
});
