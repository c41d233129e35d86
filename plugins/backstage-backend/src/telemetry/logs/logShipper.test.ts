import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { ElasticsearchClient } from '../../sources/elasticsearch/client';
import { fakeElasticsearch, serversOfLogs } from '../../testSupport/fakeElasticsearch';
import { listening } from '../../testSupport/quick';
import { streamOf } from './keeping';
import { LogShipper } from './logShipper';
import { shippedLogger } from './shippedLogger';

const found = z.object({ hits: z.object({ hits: z.array(z.object({ _source: z.record(z.string(), z.unknown()) })) }) });
const now = () => new Date('2026-01-01T12:00:00.000Z');
const incident = '00000000-1111-2222-3333-444444444444';

describe.each(serversOfLogs())('on $name', ({ flavour, start }) => {
  const namespace = `test${randomUUID().slice(0, 8)}`;
  let client: ElasticsearchClient;
  let close: () => Promise<void>;
  beforeAll(async () => {
    const server = await start();
    close = server.close;
    client = new ElasticsearchClient({ url: server.url });
  });
  afterAll(async () => {
    await client.delete(`/_data_stream/${streamOf(namespace)}`);
    await client.delete(`/_index_template/autocura-logs-${namespace}`);
    await client.delete(policyPath(namespace));
    await close();
  });
  const policyPath = (name: string) =>
    `/${flavour === 'elasticsearch' ? '_ilm/policy' : '_plugins/_ism/policies'}/autocura-logs-${name}`;
  const kept = async () => {
    await client.create(streamOf(namespace), [{ '@timestamp': now().toISOString(), message: 'refreshed' }], {
      refresh: true,
    });
    const { hits } = await client.search(streamOf(namespace), { size: 100 }, found);
    return hits.hits.map(({ _source }) => _source).filter(({ message }) => message !== 'refreshed');
  };

  test('what is logged is kept by the common schema, with the incident and without secrets', async () => {
    const shipper = new LogShipper({ client, namespace, days: 7, now });
    const logger = shippedLogger(listening(), shipper).child({ plugin: 'autocura' });
    logger.warn('login with password=swordfish failed', { incident, attempt: 2 });
    logger.error('it broke', new Error('token: swordfish'));
    logger.debug('nobody needs this');
    await shipper.flush();
    const lines = await kept();
    expect(lines).toHaveLength(2);
    expect(lines).toEqual(
      expect.arrayContaining([
        {
          '@timestamp': '2026-01-01T12:00:00.000Z',
          message: 'login with password=[secret] failed',
          ecs: { version: '8.11.0' },
          log: { level: 'warn' },
          service: { name: 'autocura' },
          event: { dataset: 'autocura.log' },
          trace: { id: '00000000111122223333444444444444' },
          labels: { plugin: 'autocura', incident, attempt: '2' },
        },
        expect.objectContaining({ error: expect.objectContaining({ message: 'token: [secret]', type: 'Error' }) }),
      ]),
    );
    expect(JSON.stringify(lines)).not.toContain('swordfish');
  });

  test('lines are kept for so many days, also when that is changed', async () => {
    for (const days of [7, 14]) {
      const shipper = new LogShipper({ client, namespace, days, now });
      shipper.tell({ level: 'info', message: `kept for ${days} days`, metadata: {} });
      await shipper.flush();
      expect(JSON.stringify(await client.get(policyPath(namespace), z.unknown()))).toContain(`"${days}d"`);
    }
  });
});

describe('while it cannot be had', () => {
  const shipping = async (most = 100) => {
    const fake = await fakeElasticsearch();
    const client = new ElasticsearchClient({ url: fake.url, timeoutMs: 200 });
    const shipper = new LogShipper({ client, namespace: 'default', days: 1, now, most });
    const tell = (message: string) => shipper.tell({ level: 'info', message, metadata: {} });
    const messages = () =>
      (fake.cluster.streams.get(streamOf('default'))?.documents ?? []).map(({ _source }) => _source['message']);
    return { fake, shipper, tell, messages };
  };

  test.each([{ status: 429 }, { status: 503 }, { hang: true } as const])('lines wait: %p', async wrong => {
    const { fake, shipper, tell, messages } = await shipping();
    tell('first');
    fake.fault = () => wrong;
    await shipper.flush();
    tell('second');
    fake.fault = () => undefined;
    await shipper.flush();
    expect(messages()).toEqual(['first', 'second']);
    await fake.close();
  });

  test('the oldest are lost when too many wait, and that is told', async () => {
    const { fake, shipper, tell, messages } = await shipping(3);
    fake.fault = () => ({ status: 503 });
    ['1', '2', '3', '4', '5'].forEach(tell);
    await shipper.flush();
    fake.fault = () => undefined;
    await shipper.flush();
    expect(messages()).toEqual(['3', '4', '5', '2 log lines were lost before they could be kept']);
    await fake.close();
  });

  test('whoever logs never waits, and the end is not held up', async () => {
    const { fake, shipper, tell } = await shipping();
    fake.fault = () => ({ hang: true });
    expect(tell('one')).toBeUndefined();
    await shipper.stop();
    tell('too late');
    await fake.close();
  });
});
