import { streams } from '@autocura/common';
import { setTimeout as pause } from 'node:timers/promises';
import { type Lease, LeaseLostError, Store } from './index';
import { describeEachDatabase, migrations } from './testDatabases';
import { alertOf, openedWith, time } from './testHistory';

const actor = 'autocura';
const long = 60_000;

async function until<T>(look: () => Promise<T[]>): Promise<T[]> {
  for (;;) {
    const found = await look();
    if (found.length > 0) return found;
    await pause(5);
  }
}

describeEachDatabase('leases', open => {
  const storeOf = async (incidents: number) => {
    const database = await open();
    const clock = { now: new Date(time(100)) };
    const store = await Store.create(database.knex, { migrations, now: () => clock.now });
    const batches = Array.from({ length: incidents }, (_, n) => ({
      ...{ stream: streams.incident(`i${n}`), expected: 0, events: [openedWith([alertOf(n)])], actor },
    }));
    if (batches.length > 0) await store.append(batches);
    return { ...database, store, clock };
  };

  it('gives each incident to one owner', async () => {
    const { store, reach, another, clock } = await storeOf(40);
    const pools = reach.client === 'pg' ? [another(), another(), another()] : [];
    const options = { migrations: false as const, now: () => clock.now };
    const stores = [store, ...(await Promise.all(pools.map(knex => Store.create(knex, options))))];
    const owners = Array.from({ length: 8 }, (_, n) => ({
      owner: `healer-${n}`,
      store: stores[n % stores.length] ?? store,
    }));
    const claimed: Lease[] = [];
    const work = async ({ owner, store: own }: { owner: string; store: Store }) => {
      for (let got = await own.claim(owner, 3, long); got.length > 0; got = await own.claim(owner, 3, long)) {
        expect(got.length).toBeLessThanOrEqual(3);
        claimed.push(...got);
      }
    };
    await Promise.all(owners.map(work));
    // A row that was locked at the moment of looking is skipped, not lost.
    await work({ owner: 'last', store });
    expect(claimed).toHaveLength(40);
    expect(new Set(claimed.map(({ incidentId }) => incidentId)).size).toBe(40);
    expect(new Set(claimed.map(({ fence }) => fence))).toEqual(new Set([1]));
  });

  it('takes what is due, the longest due first', async () => {
    const { store, clock } = await storeOf(2);
    const dueAt = time(50);
    const deferred = { type: 'incident.deferred' as const, data: { dueAt, why: 'later' } };
    await store.append([{ stream: streams.incident('i0'), expected: 1, events: [deferred], actor }]);
    clock.now = new Date(time(9));
    expect(await store.claim('a', 5, long)).toEqual([]);
    clock.now = new Date(time(60));
    expect(await store.claim('a', 1, long)).toEqual([{ incidentId: 'i1', fence: 1, owner: 'a' }]);
    expect(await store.claim('a', 1, long)).toEqual([{ incidentId: 'i0', fence: 1, owner: 'a' }]);
  });

  it('G-35 passes on what has run out, and refuses the old holder from then on', async () => {
    const { store } = await storeOf(1);
    const [old] = await store.claim('a', 1, 1);
    const [young] = await until(() => store.claim('b', 1, long));
    if (!old || !young) throw new Error('nothing was claimed');
    expect(young.fence).toBe(old.fence + 1);

    const deferred = { type: 'incident.deferred' as const, data: { dueAt: time(300), why: 'later' } };
    const batch = { stream: streams.incident('i0'), expected: 1, events: [deferred], actor };
    expect(await store.heartbeat(old, long)).toBe(false);
    await expect(store.append([batch], { lease: old })).rejects.toThrow(LeaseLostError);
    await store.release(old);
    expect(await store.claim('c', 1, long)).toEqual([]);

    expect(await store.heartbeat(young, long)).toBe(true);
    await store.append([batch], { lease: young });
    expect((await store.incident('i0'))?.version).toBe(2);
  });

  it('goes back when released or when the heartbeat asks for no more', async () => {
    const { store } = await storeOf(1);
    const [first] = await store.claim('a', 1, long);
    if (!first) throw new Error('nothing was claimed');
    expect(await store.claim('b', 1, long)).toEqual([]);
    await store.release(first);
    const [second] = await store.claim('b', 1, long);
    if (!second) throw new Error('nothing was claimed');
    expect(second).toEqual({ incidentId: 'i0', fence: 2, owner: 'b' });
    expect(await store.heartbeat(second, 0)).toBe(true);
    expect(await until(() => store.claim('a', 1, long))).toEqual([{ incidentId: 'i0', fence: 3, owner: 'a' }]);
  });

  it('ends with a rebuild, and an old holder stays recognised', async () => {
    const { store } = await storeOf(1);
    const [old] = await store.claim('a', 1, long);
    if (!old) throw new Error('nothing was claimed');
    await store.rebuild();
    expect(await store.heartbeat(old, long)).toBe(false);
    expect(await store.claim('a', 1, long)).toEqual([{ incidentId: 'i0', fence: 3, owner: 'a' }]);
  });
});
