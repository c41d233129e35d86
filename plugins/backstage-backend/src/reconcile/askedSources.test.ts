import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Store } from '../store';
import { describeEachDatabase, migrations } from '../store/testDatabases';
import { listening, quick } from '../testSupport/quick';
import { alertmanagerSource, askedSources, Reconciler } from '.';

describeEachDatabase('who was asked which alerts fire', open => {
  it('is told with what came of it, for every process to see', async () => {
    const { knex, another } = await open();
    const store = await Store.create(knex, { migrations });
    const elsewhere = await Store.create(another(), { migrations: false });
    let status = 503;
    const server = createServer((_, response) => response.writeHead(status).end('[]'));
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
    const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
    const now = () => new Date('2026-01-01T00:00:00.000Z');
    const reconciler = new Reconciler({
      ...{ store, durations: quick, logger: listening(), now, actor: 'autocura', wake: () => undefined },
      sources: [alertmanagerSource({ url: `http://${host}` })],
      topology: async () => ({ edges: [] }),
    });
    const source = { source: `${host}/api/v2`, askedAt: now().toISOString() };
    try {
      expect(await askedSources(elsewhere)).toEqual([]);
      expect(await reconciler.round()).toBe(false);
      expect(await askedSources(elsewhere)).toEqual([{ ...source, problem: expect.stringContaining('HTTP 503') }]);
      status = 200;
      expect(await reconciler.round()).toBe(true);
      expect(await askedSources(elsewhere)).toEqual([source]);
    } finally {
      server.close();
      server.closeAllConnections();
    }
  });
});
