import type { Prediction, PredictionEvent } from '@autocura/common';
import { predictionOutcomes, streams } from '@autocura/common';
import { Store } from './index';
import { describeEachDatabase, migrations } from './testDatabases';
import { predictionOf, time } from './testHistory';

const none = Object.fromEntries(predictionOutcomes.map(outcome => [outcome, 0]));

describeEachDatabase('predictions', open => {
  const storeOf = async () => {
    const { knex } = await open();
    return Store.create(knex, { migrations, now: () => new Date(time(500)) });
  };
  const happen = (store: Store, id: string, expected: number, ...events: PredictionEvent[]) =>
    store.append([{ stream: streams.prediction(id), expected, events, actor: 'autocura' }]);
  const tell = (store: Store, prediction: Prediction) =>
    happen(store, prediction.id, 0, { type: 'prediction.told', data: { prediction } });

  it('lists the last told first, those that can still come or those that were judged', async () => {
    const store = await storeOf();
    for (const n of [1, 3, 2]) await tell(store, predictionOf(n));
    await tell(store, predictionOf(4, { service: 'service-2', kind: 'disk' }));
    const latest = { ...predictionOf(3).latest, at: time(60), likelihood: 0.1 };
    await happen(
      store,
      'prediction-3',
      1,
      { type: 'prediction.moved', data: { standing: false, latest } },
      { type: 'prediction.judged', data: { outcome: 'late', crossedAt: time(200) } },
    );

    const idsOf = async (filter: { service?: string; open?: boolean }) =>
      (await store.predictions({ limit: 10, ...filter })).items.map(({ id }) => id);
    expect(await idsOf({})).toEqual(['prediction-4', 'prediction-3', 'prediction-2', 'prediction-1']);
    expect(await idsOf({ service: 'service-1', open: true })).toEqual(['prediction-2', 'prediction-1']);
    const [judged] = (await store.predictions({ open: false, limit: 10 })).items;
    expect(judged).toEqual({
      ...predictionOf(3),
      ...{ latest, standing: false, outcome: 'late', crossedAt: time(200), judgedAt: time(500) },
    });
  });

  it('what has come is open for as long as it stands', async () => {
    const store = await storeOf();
    const prediction = predictionOf(1);
    await tell(store, prediction);
    await happen(store, prediction.id, 1, {
      type: 'prediction.judged',
      data: { outcome: 'early', crossedAt: time(20) },
    });
    const open = async () => (await store.predictions({ open: true, limit: 10 })).items;
    expect(await open()).toMatchObject([{ standing: true, outcome: 'early' }]);
    const { latest } = prediction;
    await happen(store, prediction.id, 2, { type: 'prediction.moved', data: { standing: false, latest } });
    expect(await open()).toEqual([]);
  });

  it('goes on where a page ended', async () => {
    const store = await storeOf();
    for (const n of [1, 2, 3]) await tell(store, predictionOf(n));
    const first = await store.predictions({ limit: 2 });
    expect(first.items.map(({ id }) => id)).toEqual(['prediction-3', 'prediction-2']);
    const second = await store.predictions({ limit: 2, cursor: first.next });
    expect(second).toEqual({ items: [predictionOf(1)] });
  });

  it('counts how they turned out, by service and kind', async () => {
    const store = await storeOf();
    for (const n of [1, 2, 3, 4]) await tell(store, predictionOf(n));
    await tell(store, predictionOf(5, { service: 'service-2', kind: 'disk' }));
    for (const n of [1, 2])
      await happen(store, `prediction-${n}`, 1, { type: 'prediction.judged', data: { outcome: 'in the band' } });
    await happen(store, 'prediction-3', 1, { type: 'prediction.judged', data: { outcome: 'did not come' } });
    const memory = {
      ...{ service: 'service-1', kind: 'memory', open: 1 },
      outcomes: { ...none, 'in the band': 2, 'did not come': 1 },
    };
    expect(await store.trackRecord()).toEqual([
      memory,
      { service: 'service-2', kind: 'disk', open: 1, outcomes: none },
    ]);
    expect(await store.trackRecord('service-1')).toEqual([memory]);
    expect(await store.trackRecord('none')).toEqual([]);
  });
});
