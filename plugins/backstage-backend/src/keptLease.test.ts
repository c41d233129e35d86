import { keepLease } from './keptLease';
import { LeaseLostError, Store } from './store';
import { describeEachDatabase, migrations } from './store/testDatabases';
import { bringAbout } from './testSupport/phases';
import { until } from './testSupport/quick';

const claimed = (store: Store, owner: string, leaseMs: number) =>
  until('a lease', async () => (await store.claim(owner, 1, leaseMs))[0]);

describeEachDatabase('a kept lease', open => {
  const begin = async () => {
    const { knex } = await open();
    const store = await Store.create(knex, { migrations });
    await bringAbout(store, 'i1', ['incident.opened'], 1);
    return { store };
  };

  it('gives leave for as long as the database gave, less what a last word takes to arrive', async () => {
    const { store } = await begin();
    const lease = await claimed(store, 'a', 30_000);
    const kept = keepLease({ store, lease, leaseMs: 30_000, longestMs: 60_000 });
    const leave = await kept.leave();
    kept.stop();
    expect(leave).toMatchObject({ incidentId: 'i1', fence: lease.fence });
    expect(leave.left()).toBeLessThanOrEqual(20_000);
    expect(leave.left()).toBeGreaterThan(10_000);
    expect(leave.signal.aborted).toBe(false);
  });

  it('goes on with each beat, and is lost when the database is not heard of in time', async () => {
    const { store } = await begin();
    const lease = await claimed(store, 'a', 300);
    let [beats, away] = [0, false];
    const heartbeat: Store['heartbeat'] = async (...asked) => {
      if (away) throw new Error('the database is away');
      beats += 1;
      return store.heartbeat(...asked);
    };
    const kept = keepLease({ store: { heartbeat }, lease, leaseMs: 300, longestMs: 60_000 });
    const leave = await kept.leave();
    await until('some beats', () => beats > 4);
    expect(leave.left()).toBeGreaterThan(0);
    away = true;
    await until('the leave to run out', () => leave.left() <= 0);
    await until('it to be lost', () => leave.signal.aborted);
    kept.stop();
  });

  it('G-35 gives no leave once somebody else has claimed, and ends what is under way', async () => {
    const { store } = await begin();
    const lease = await claimed(store, 'a', 50);
    const kept = keepLease({ store, lease, leaseMs: 50, longestMs: 0 });
    const before = await kept.leave();
    const young = await claimed(store, 'b', 60_000);
    expect(young.fence).toBe(lease.fence + 1);
    await expect(kept.leave()).rejects.toThrow(LeaseLostError);
    expect(before.signal.aborted).toBe(true);
    kept.stop();
  });

  it('is not prolonged for ever by work that hangs', async () => {
    const { store } = await begin();
    const lease = await claimed(store, 'a', 60);
    const kept = keepLease({ store, lease, leaseMs: 60, longestMs: 200 });
    const young = await claimed(store, 'b', 60_000);
    expect(young.fence).toBe(lease.fence + 1);
    kept.stop();
  });
});
