import { type AnyEvent, type Firing, streams } from '@autocura/common';
import { Store } from './Store';
import { describeEachDatabase, migrations } from './testDatabases';
import { firingOf, sizingOf, time } from './testHistory';

describeEachDatabase('what watching leaves behind', open => {
  async function storeOf() {
    const { knex } = await open();
    const store = await Store.create(knex, { migrations, now: () => new Date(time(500)) });
    const happen = (stream: string, expected: number, ...events: AnyEvent[]) =>
      store.append([{ stream, expected, events, actor: 'autocura' }]);
    const fire = (firing: Firing) =>
      happen(streams.firing(firing.id), 0, { type: 'threshold.fired', data: { firing } });
    return { store, happen, fire };
  }

  it('firings: the last first, by service, threshold and whether they go on, and counted', async () => {
    const { store, happen, fire } = await storeOf();
    for (const n of [1, 3, 2]) await fire(firingOf(n));
    await fire(firingOf(4, { service: 'service-2', threshold: 'orders' }));
    await happen(streams.firing('f3'), 1, { type: 'threshold.ended', data: { endedAt: time(60) } });
    const ids = async (filter: object) =>
      (await store.watching.firings({ limit: 10, ...filter })).items.map(({ id }) => id);
    expect(await ids({})).toEqual(['f4', 'f3', 'f2', 'f1']);
    expect(await ids({ open: true, threshold: 'latency' })).toEqual(['f2', 'f1']);
    expect(await ids({ scope: { allowed: ['service-2'], denied: ['service-1'], others: false } })).toEqual(['f4']);
    const [ended] = (await store.watching.firings({ open: false, service: 'service-1', limit: 10 })).items;
    expect(ended).toEqual({ ...firingOf(3), endedAt: time(60) });
    expect([...(await store.watching.firingCounts(new Date(time(2))))].sort()).toEqual([
      ['latency', { since: 2, open: 2 }],
      ['orders', { since: 1, open: 1 }],
    ]);
  });

  it('proposals: what became of each', async () => {
    const { store, happen } = await storeOf();
    for (const n of [1, 2])
      await happen(streams.sizing(`sizing-${n}`), 0, { type: 'sizing.proposed', data: { proposal: sizingOf(n) } });
    await happen(streams.sizing('sizing-1'), 1, { type: 'sizing.accepted', data: { by: 'ana', incidentId: 'i1' } });
    const result = { at: time(300), outcome: 'healed' as const, saved: 2 };
    await happen(streams.sizing('sizing-1'), 2, { type: 'sizing.measured', data: { result } });
    expect((await store.watching.sizings({ state: 'open', limit: 10 })).items).toEqual([sizingOf(2)]);
    expect(await store.watching.sizing('sizing-1')).toEqual({
      ...sizingOf(1),
      ...{ state: 'measured', by: 'ana', incidentId: 'i1', decidedAt: time(500), result },
    });
  });

  it('series: kept as they were, replaced, and forgotten when they are old', async () => {
    const { store } = await storeOf();
    const kept = (series: string, seconds: number, n: number) => ({
      ...{ threshold: 'latency', series, seenAt: new Date(time(seconds)) },
      state: { values: Array.from({ length: 500 }, (_, nth) => n / (nth + 1)) },
    });
    await store.watching.saveSeries([kept('{"a":"1"}', 10, 1), kept('{"a":"2"}', 20, 2)]);
    await store.watching.saveSeries([kept('{"a":"2"}', 30, 3)]);
    expect(await store.watching.series('latency')).toEqual([kept('{"a":"1"}', 10, 1), kept('{"a":"2"}', 30, 3)]);
    await store.watching.forgetSeries(new Date(time(20)));
    expect(await store.watching.series('latency')).toEqual([kept('{"a":"2"}', 30, 3)]);
    expect(await store.watching.series('orders')).toEqual([]);
  });
});
