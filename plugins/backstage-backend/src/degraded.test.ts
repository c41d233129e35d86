import type { Dependency } from '@autocura/common';
import { createHash } from 'node:crypto';
import { connectTo, describeEachDatabase } from './store/testDatabases';
import { realRedis, type RealRedis } from './testSupport/realRedis';
import { type TcpProxy, tcpProxy } from './testSupport/tcpProxy';
import { startApi, type TestApi } from './testSupport/testApi';

const patience = 10_000;

describeEachDatabase(
  'what is away',
  open => {
    let redis: RealRedis;
    let ways: { database: TcpProxy; redis: TcpProxy; prometheus: TcpProxy };
    let api: TestApi;

    beforeAll(async () => {
      redis = await realRedis();
      const { reach } = await open();
      if (reach.client !== 'pg') throw new Error('this is about a server');
      const [database, shared, prometheus] = await Promise.all([
        tcpProxy(reach.port),
        tcpProxy(redis.port),
        // Nobody stands behind it, and while it swallows nobody notices.
        tcpProxy(1),
      ]);
      ways = { database, redis: shared, prometheus };
      prometheus.be('swallow');
      api = await startApi({
        knex: connectTo({ ...reach, port: database.port }, { log: { warn: () => undefined } }),
        settings: {
          database: { timeout: 0.5 },
          redis: { url: `redis://127.0.0.1:${shared.port}` },
          prometheus: { url: `http://127.0.0.1:${prometheus.port}` },
        },
      });
      await until(async () => (await ready()).body.state === 'ready');
    });
    afterAll(async () => {
      Object.values(ways).forEach(way => way.be('refuse'));
      await api.stop();
      await Promise.all(Object.values(ways).map(way => way.close()));
      await redis.stop();
    });

    const ready = () => api.ask({ method: 'get', path: '/readyz' });
    const incidents = () => api.ask({ method: 'get', path: '/v1/incidents' });
    const dependencies = async () => {
      const { items } = (await api.ask({ method: 'get', path: '/v1/dependencies' })).body as { items: Dependency[] };
      return Object.fromEntries(items.map(one => [one.name, one]));
    };
    const deliver = (name: string) =>
      api.ask({
        ...{ method: 'post', path: '/v1/alerts/alertmanager' },
        body: {
          ...{ version: '4', groupKey: '{}' },
          alerts: [
            {
              status: 'firing',
              labels: { alertname: name },
              startsAt: '2026-01-01T00:00:00Z',
              fingerprint: fingerprintOf(name),
            },
          ],
        },
      });
    const timed = async <T>(doing: PromiseLike<T>) => {
      const began = performance.now();
      return { answer: await doing, ms: performance.now() - began };
    };

    test.each(['swallow', 'refuse'] as const)('R8 R9 Redis gone (%s) is told, and nothing waits for it', async how => {
      ways.redis.be(how);
      for (let asked = 0; asked < 3; asked += 1) {
        const { answer, ms } = await timed(incidents());
        expect(answer.status).toBe(200);
        expect(ms).toBeLessThan(2_000);
      }
      await until(async () => (await ready()).body.state === 'degraded');
      expect(await ready()).toMatchObject({ status: 200, body: { away: ['between processes'] } });
      expect((await dependencies())['Redis']).toMatchObject({ state: 'away', reason: expect.any(String) });
      expect((await deliver('while-away')).status).toBe(202);
      ways.redis.be('pass');
      await until(async () => (await ready()).body.state === 'ready');
    });

    test.each(['swallow', 'refuse'] as const)(
      'R8 the database gone (%s): asked to come again in time, sent nobody, and well again when it is back',
      async how => {
        expect((await deliver('before')).status).toBe(202);
        ways.database.be(how);
        for (let asked = 0; asked < 6; asked += 1) {
          const { answer, ms } = await timed(deliver(`meanwhile-${asked}`));
          expect(answer.status).toBe(503);
          expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0);
          expect(ms).toBeLessThan(2_000);
        }
        expect(await ready()).toMatchObject({ status: 503, body: { state: 'away', away: ['database'] } });
        expect((await incidents()).status).toBe(503);
        ways.database.be('pass');
        const back = performance.now();
        await until(async () => (await ready()).status === 200);
        expect(performance.now() - back).toBeLessThan(patience);
        expect((await deliver('after')).status).toBe(202);
        const stored = await api.store.alertsSince(new Date(0));
        expect(stored.map(({ labels }) => labels.alertname)).toEqual(expect.arrayContaining(['before', 'after']));
      },
    );

    test('R8 Prometheus swallowing every question: bounded, left alone after five, and told', async () => {
      const topology = () => api.ask({ method: 'get', path: '/v1/topology' });
      const { answer, ms } = await timed(topology());
      expect(answer.status).toBe(200);
      expect(ms).toBeLessThan(5_000);
      expect((await dependencies())['Prometheus']).toMatchObject({
        kind: 'metrics',
        state: expect.stringMatching(/failing|away/),
      });
      expect(await ready()).toMatchObject({ status: 200, body: { state: 'degraded', away: ['metrics'] } });
    });
  },
  ['pg'],
);

const fingerprintOf = (name: string) => createHash('sha256').update(name).digest('hex').slice(0, 16);

async function until(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) await new Promise(resolve => setTimeout(resolve, 20));
}
