import type { Dependency } from '@autocura/common';
import { Dependencies } from './dependencies';
import { Targets } from './outbound';
import { describeEachDatabase, migrations } from './store/testDatabases';
import { Store } from './store';
import type { Role } from './settings';
import { forgetting } from './testSupport/quick';

describeEachDatabase('dependencies', open => {
  let time = Date.parse('2026-01-01T00:00:00.000Z');
  const now = () => new Date(time);

  async function processes() {
    const { knex } = await open();
    const store = await Store.create(knex, { migrations });
    const start = (role: Role, away: string | undefined = 'none') => {
      const targets = new Targets();
      const dependencies = new Dependencies({
        ...{ store, targets, redis: { away: () => away }, roles: [role], logger: forgetting(), now },
        everyMs: 10,
      });
      const fail = () =>
        targets
          .of({ name: 'Prometheus', kind: 'metrics' })
          .run(async () => Promise.reject(new Error('no route')))
          .catch(() => undefined);
      const succeed = () => targets.of({ name: 'Prometheus', kind: 'metrics' }).run(async () => undefined);
      return { dependencies, fail, succeed };
    };
    return { api: start('api'), healer: start('healer'), start };
  }
  const of = async (dependencies: Dependencies) =>
    (await dependencies.read()).find(({ name }) => name === 'Prometheus') as Dependency | undefined;

  test('what a healer finds away is told by the API, and no longer once it is back', async () => {
    const { api, healer } = await processes();
    await api.succeed();
    await healer.fail();
    healer.dependencies.start();
    await until(async () => (await of(api.dependencies))?.state === 'failing');
    expect(await of(api.dependencies)).toMatchObject({ kind: 'metrics', reason: 'no route' });
    await healer.succeed();
    await until(async () => (await of(api.dependencies))?.state === 'up');
    await healer.dependencies.stop();
  });

  test('what was told by who tells no more counts for a minute', async () => {
    const { api, healer } = await processes();
    await healer.fail();
    healer.dependencies.start();
    await until(async () => (await of(api.dependencies))?.state === 'failing');
    await healer.dependencies.stop();
    time += 60_001;
    expect(await of(api.dependencies)).toBeUndefined();
  });

  test('a Redis that is away is one of them, none is none', async () => {
    const { api, start } = await processes();
    expect(await api.dependencies.read()).toEqual([]);
    expect(start('api', 'not connected yet').dependencies.here()).toMatchObject([
      { name: 'Redis', kind: 'between processes', state: 'away', reason: 'not connected yet' },
    ]);
  });
});

async function until(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) await new Promise(resolve => setTimeout(resolve, 5));
}
