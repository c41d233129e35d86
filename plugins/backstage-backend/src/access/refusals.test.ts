import { Store } from '../store';
import { describeEachDatabase, migrations } from '../store/testDatabases';
import { refusalRecord } from './refusals';

describeEachDatabase('the record of who was refused', open => {
  it('is written to a bounded number a minute, and counts the rest', async () => {
    const { knex } = await open();
    const store = await Store.create(knex, { migrations });
    let now = new Date('2026-01-01T00:00:00Z');
    const warn = jest.fn();
    const refused = refusalRecord({ store, now: () => now, warn });
    const written = async (count: number) => {
      while ((await store.events('identity')).length < count) await new Promise(done => setImmediate(done));
      return store.events('identity');
    };

    for (let times = 0; times < 1000; times += 1) refused('it has expired', 'grafana-viewer');
    expect(await written(20)).toHaveLength(20);
    now = new Date('2026-01-01T00:01:00Z');
    refused('it is no token', 'grafana-approver');
    expect((await written(21)).at(-1)).toMatchObject({
      type: 'identity.refused',
      actor: 'external:grafana-approver',
      data: { reason: 'it is no token', through: 'grafana-approver', others: 980 },
    });
    expect(warn).not.toHaveBeenCalled();
  });
});

test('a record that cannot be written is told to the log, and the next is tried again', async () => {
  const warned: string[] = [];
  const broken = { lastEvent: async () => undefined, append: () => Promise.reject(new Error('disk full')) };
  const refused = refusalRecord({ store: broken, now: () => new Date(0), warn: message => void warned.push(message) });
  refused('it has expired', 'grafana-viewer');
  refused('it has expired', 'grafana-viewer');
  while (warned.length < 2) await new Promise(done => setImmediate(done));
  expect(warned).toEqual(Array(2).fill('A refusal was not recorded: Error: disk full'));
});
