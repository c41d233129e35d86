import type { AnyEvent, IncidentEvent } from '@autocura/common';
import { streams } from '@autocura/common';
import { ConflictError, ImpossibleEventError, Store } from './index';
import { describeEachDatabase, migrations } from './testDatabases';
import { alertOf, attemptOf, diagnosisOf, incidentEvents, openedWith, planOf, time } from './testHistory';

const actor = 'autocura';
const stream = streams.incident('i1');
const deferred: AnyEvent = { type: 'incident.deferred', data: { dueAt: time(30), why: 'nothing stands out' } };

describeEachDatabase('appending events', open => {
  const storeOf = async () => {
    const database = await open();
    const store = await Store.create(database.knex, { migrations, now: () => new Date(time(100)) });
    await store.append([{ stream, expected: 0, events: [openedWith([alertOf(1)])], actor }]);
    return { ...database, store };
  };

  it('numbers them and reads them back', async () => {
    const { store } = await storeOf();
    await store.append([{ stream, expected: 1, events: [deferred, deferred], actor: 'user:default/ana' }]);
    expect(await store.events(stream, 1)).toEqual([
      { ...deferred, stream, seq: 2, at: time(100), actor: 'user:default/ana' },
      { ...deferred, stream, seq: 3, at: time(100), actor: 'user:default/ana' },
    ]);
    expect((await store.incident('i1'))?.version).toBe(3);
  });

  it('lets one of several writers with the same knowledge through', async () => {
    const { store, reach, another } = await storeOf();
    const pools = reach.client === 'pg' ? [another(), another(), another()] : [];
    const stores = [store, ...(await Promise.all(pools.map(knex => Store.create(knex, { migrations: false }))))];
    const writes = [...stores, ...stores].map(one => one.append([{ stream, expected: 1, events: [deferred], actor }]));
    const settled = await Promise.allSettled(writes);
    const refused = settled.flatMap(one => (one.status === 'rejected' ? [one.reason as unknown] : []));
    expect(refused).toHaveLength(writes.length - 1);
    refused.forEach(reason => expect(reason).toBeInstanceOf(ConflictError));
    expect(await store.events(stream)).toHaveLength(2);
  });

  it('writes all batches or none', async () => {
    const { store } = await storeOf();
    const before = await store.tableRows();
    const other = streams.incident('i2');
    const opening = { stream: other, expected: 0, events: [openedWith([alertOf(2)])], actor };
    await expect(store.append([opening, { stream, expected: 7, events: [deferred], actor }])).rejects.toThrow(
      ConflictError,
    );
    const acting = incidentEvents['incident.acting'];
    const incident = await store.incident('i1');
    const impossible = incident ? [acting(incident, 1)] : [];
    await expect(store.append([opening, { stream, expected: 1, events: impossible, actor }])).rejects.toThrow(
      ImpossibleEventError,
    );
    expect(await store.events(other)).toEqual([]);
    expect(await store.tableRows()).toEqual(before);
  });

  it('keeps text and keys as they were', async () => {
    const { store } = await storeOf();
    const data = JSON.parse('{ "dueAt": "x", "why": "“ü” \\u0000 \\ud800 🙂", "__proto__": { "a": 1 } }');
    await store.append([{ stream, expected: 1, events: [{ type: 'incident.deferred', data }], actor }]);
    const [event] = await store.events(stream, 1);
    expect(JSON.stringify(event?.data)).toBe('{"__proto__":{"a":1},"dueAt":"x","why":"“ü” \\u0000 \\ud800 🙂"}');
    expect(await store.verifyChain(stream)).toEqual({ intact: true, length: 2 });
  });

  describe('the chain', () => {
    const chained = async () => {
      const database = await storeOf();
      await database.store.append([{ stream, expected: 1, events: [deferred, deferred, deferred], actor }]);
      return database;
    };
    it('G-90 is intact as written', async () => {
      const { store } = await chained();
      expect(await store.verifyChain(stream)).toEqual({ intact: true, length: 4 });
      expect(await store.verifyChain('incident/none')).toEqual({ intact: true, length: 0 });
    });
    it.each([
      ['data', '{}'],
      ['actor', 'another'],
      ['at', time(101)],
    ])('G-90 shows a changed %s', async (column, value) => {
      const { store, knex } = await chained();
      await knex('events').where({ stream, seq: 3 }).update(column, value);
      expect(await store.verifyChain(stream)).toEqual({ intact: false, seq: 3, why: 'it is not what was written' });
    });
    it('G-90 shows a removed event', async () => {
      const { store, knex } = await chained();
      await knex('events').where({ stream, seq: 2 }).delete();
      expect(await store.verifyChain(stream)).toEqual({ intact: false, seq: 2, why: 'it is missing' });
    });
    it('G-90 shows events that changed places', async () => {
      const { store, knex } = await chained();
      const [first, second] = [3, 1];
      await knex('events').where({ stream, seq: first }).update('seq', 99);
      await knex('events').where({ stream, seq: second }).update('seq', first);
      await knex('events').where({ stream, seq: 99 }).update('seq', second);
      expect(await store.verifyChain(stream)).toMatchObject({ intact: false, seq: 1 });
    });
  });

  it('records a change once', async () => {
    const { store } = await storeOf();
    const change = { id: 'c1', kind: 'deploy' as const, service: 'cart', at: time(5), summary: 'version 2' };
    const recorded = await Promise.all([store.recordChange(change, actor), store.recordChange(change, actor)]);
    expect(recorded.sort()).toEqual([false, true]);
    await store.recordChange({ ...change, id: 'c2', service: 'orders', at: '2026-01-01T02:00:09+02:00' }, actor);
    const ids = async (filter: Parameters<Store['changes']>[0]) => (await store.changes(filter)).map(({ id }) => id);
    expect(await ids({})).toEqual(['c2', 'c1']);
    expect(await ids({ services: ['cart'] })).toEqual(['c1']);
    expect(await ids({ services: [] })).toEqual([]);
    expect(await ids({ since: new Date(time(9)) })).toEqual(['c2']);
    expect(await ids({ until: new Date(time(5)) })).toEqual(['c1']);
    expect(await ids({ limit: 1 })).toEqual(['c2']);
  });

  it('refuses what was judged before another action began', async () => {
    const { store } = await storeOf();
    const begin = async (id: string, begun: Awaited<ReturnType<Store['begunSince']>>) => {
      const [plan, made] = [planOf(1), attemptOf(id, 1)];
      const attempt = { ...made, step: { ...made.step, target: id } };
      const before: IncidentEvent[] = [
        openedWith([]),
        { type: 'incident.diagnosed', data: { diagnosis: diagnosisOf(1) } },
        { type: 'incident.planned', data: { plan } },
      ];
      await store.append([{ stream: streams.incident(id), expected: 0, events: before, actor }]);
      const events: IncidentEvent[] = [{ type: 'incident.acting', data: { attempt } }];
      await store.append([{ stream: streams.incident(id), expected: before.length, events, actor }], { begun });
    };
    const seen = await store.begunSince(new Date(time(0)));
    await begin('i2', seen);
    await expect(begin('i3', seen)).rejects.toThrow('Another action has begun');
    await begin('i4', await store.begunSince(new Date(time(0))));
    expect((await store.actions({ limit: 10 })).items.map(({ incidentId }) => incidentId).sort()).toEqual(['i2', 'i4']);
  });
});
