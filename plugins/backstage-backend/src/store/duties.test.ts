import { setTimeout as pause } from 'node:timers/promises';
import { Store } from './index';
import { describeEachDatabase, migrations } from './testDatabases';

describeEachDatabase('a duty', open => {
  const begin = async () => {
    const { knex } = await open();
    return Store.create(knex, { migrations });
  };

  it('is one process’s at a time, and hands on what was left', async () => {
    const store = await begin();
    const all = await Promise.all(['a', 'b', 'c'].map(owner => store.claimDuty<number[]>('look', owner, 60_000)));
    const [first, ...others] = all.filter(one => one !== undefined);
    expect(others).toEqual([]);
    expect(first).toMatchObject({ name: 'look', fence: 1 });
    expect(first).not.toHaveProperty('state');
    expect(await store.dutyState('look')).toBeUndefined();
    expect(await store.finishDuty(first!, [1, 2])).toBe(true);
    expect(await store.dutyState('look')).toEqual([1, 2]);
    expect(await store.dutyState('never done')).toBeUndefined();
    expect(await store.claimDuty('look', 'd', 60_000)).toEqual({ name: 'look', owner: 'd', fence: 2, state: [1, 2] });
    expect(await store.claimDuty('other', 'd', 60_000)).toMatchObject({ fence: 1 });
  });

  it('passes on when its time has run out, and the old holder keeps nothing', async () => {
    const store = await begin();
    const old = await store.claimDuty<string>('look', 'a', 1);
    let young = await store.claimDuty<string>('look', 'b', 60_000);
    while (!young) {
      await pause(5);
      young = await store.claimDuty<string>('look', 'b', 60_000);
    }
    expect(await store.finishDuty(old!, 'stale')).toBe(false);
    expect(await store.finishDuty(young)).toBe(true);
    expect(await store.claimDuty('look', 'c', 60_000)).not.toHaveProperty('state');
  });
});
