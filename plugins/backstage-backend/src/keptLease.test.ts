import { setTimeout as pause } from 'node:timers/promises';
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
    return { store, knex };
  };
  const leasedFor = async (knex: Awaited<ReturnType<typeof begin>>['knex']) => {
    const row = await knex('leases').where({ incident_id: 'i1' }).first<{ leased_until: string }>();
    return Number(row.leased_until) - Date.now();
  };

  it('covers the whole act and a lease more, and no beat takes that back', async () => {
    const { store, knex } = await begin();
    const lease = await claimed(store, 'a', 300);
    const kept = keepLease({ store, lease, leaseMs: 300, longestMs: 60_000 });
    const leave = await kept.leave(20_000);
    expect(leave).toMatchObject({ incidentId: 'i1', fence: lease.fence });
    expect(leave.left()).toBeLessThanOrEqual(20_000);
    let beats = 0;
    const beating = keepLease({
      store: { heartbeat: async (...asked) => ((beats += 1), store.heartbeat(...asked)) },
      ...{ lease, leaseMs: 30, longestMs: 60_000 },
    });
    await beating.leave(15_000);
    await pause(100);
    expect(beats).toBe(1);
    expect(await leasedFor(knex)).toBeGreaterThan(10_000);
    kept.stop();
    beating.stop();
  });

  it('gives no leave once somebody else has claimed, and ends what is under way', async () => {
    const { store } = await begin();
    const lease = await claimed(store, 'a', 50);
    const kept = keepLease({ store, lease, leaseMs: 50, longestMs: 0 });
    const before = await kept.leave(1);
    const young = await claimed(store, 'b', 60_000);
    expect(young.fence).toBe(lease.fence + 1);
    await expect(kept.leave(1000)).rejects.toThrow(LeaseLostError);
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
