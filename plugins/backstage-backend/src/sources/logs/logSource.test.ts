import { randomUUID } from 'node:crypto';
import { fakeLoki } from '../../testSupport/fakeLoki';
import { type ServerOfLogs, serversOfLogs } from '../../testSupport/fakeElasticsearch';
import { ElasticsearchClient } from '../elasticsearch/client';
import { elasticsearchLogs } from '../elasticsearch/elasticsearchLogs';
import { LokiClient } from '../loki/client';
import { lokiLogs } from '../loki/lokiLogs';
import { fieldsOf } from './fields';
import { LogSource } from './logSource';
import type { LogStore } from './logStore';

const now = new Date('2026-01-01T12:30:00.000Z');
const onset = new Date('2026-01-01T12:25:00.000Z');
const at = (secondsAgo: number) => new Date(now.getTime() - secondsAgo * 1000).toISOString();
const traceOf = (number: number) => number.toString(16).padStart(32, '0');

interface Written {
  at: string;
  service: string;
  level: string;
  message: string;
  trace?: string;
}

/** Half an hour of a cart whose bank fails for five minutes, and what nobody should read. */
const lines: Written[] = [
  ...Array.from({ length: 60 }, (_, i) => ({
    ...{ at: at(30 * i + 1), service: 'cart', level: 'info', message: `basket ${i} kept in ${i} ms` },
  })),
  ...Array.from({ length: 20 }, (_, i) => ({
    ...{ at: at(10 * i + 5), service: 'cart', level: 'error', trace: traceOf(i) },
    message: `payment of ann@example.com refused with token=swordfish${i}x after ${i} tries`,
  })),
  ...Array.from({ length: 20 }, (_, i) => ({
    ...{ at: at(10 * i + 6), service: 'bank', level: 'error', trace: traceOf(i) },
    message: 'ENOSPC: no space left on device, write',
  })),
];

type Kept = { source: LogSource; store: LogStore; close(): Promise<void> };

const inElasticsearch =
  ({ start }: ServerOfLogs) =>
  async (): Promise<Kept> => {
    const server = await start();
    const client = new ElasticsearchClient({ url: server.url });
    const stream = `logs-autocuratest-${randomUUID()}`;
    const keyword = { properties: { name: { type: 'keyword' }, level: { type: 'keyword' }, id: { type: 'keyword' } } };
    const properties = {
      '@timestamp': { type: 'date' },
      message: { type: 'text' },
      service: keyword,
      log: keyword,
      trace: keyword,
    };
    await client.put(`/_index_template/${stream}`, {
      ...{ index_patterns: [stream], data_stream: {}, priority: 500, template: { mappings: { properties } } },
    });
    const documents = lines.map(({ at: time, service, level, message, trace }) => ({
      ...{ '@timestamp': time, message, 'service.name': service, log: { level } },
      ...(trace && { trace: { id: trace } }),
    }));
    expect(await client.create(stream, documents, { refresh: true })).toEqual([]);
    const store = elasticsearchLogs({ client, index: stream, fields: fieldsOf.ecs });
    const close = async () => {
      await client.delete(`/_data_stream/${stream}`);
      await client.delete(`/_index_template/${stream}`);
      await server.close();
    };
    return { source: new LogSource({ store, now: () => now }), store, close };
  };

async function inLoki(): Promise<Kept> {
  const loki = await fakeLoki();
  const streams = lines.map(({ at: time, service, level, message, trace }) => ({
    stream: { service_name: service },
    values: [[`${Date.parse(time)}000000`, message, { level, ...(trace && { trace_id: trace }) }]],
  }));
  const answer = await fetch(`${loki.url}/loki/api/v1/push`, { method: 'POST', body: JSON.stringify({ streams }) });
  expect(answer.status).toBe(204);
  const fields = { service: 'service_name', message: 'message', level: 'level', trace: 'trace_id' };
  const store = lokiLogs({ client: new LokiClient({ url: loki.url }), fields });
  return { source: new LogSource({ store, now: () => now }), store, close: () => loki.close() };
}

const keepers: [string, () => Promise<Kept>][] = [
  ...serversOfLogs().map((server): [string, () => Promise<Kept>] => [server.name, inElasticsearch(server)]),
  ['a fake loki', inLoki],
];

describe.each(keepers)('in %s', (_, keep) => {
  let kept: Kept;
  beforeAll(async () => (kept = await keep()));
  afterAll(() => kept.close());

  test('lines that tell of something are counted, now and usually', async () => {
    const evidence = await kept.source.measure(
      [
        { service: 'bank', signal: 'logs.noSpace', normal: true },
        { service: 'cart', signal: 'logs.noSpace', normal: true },
        { service: 'worker', signal: 'logs.noSpace', normal: true },
        { service: 'cart', signal: 'requests.errors' },
      ],
      { before: onset },
    );
    expect(evidence.map(({ question, measurement }) => [question.service, measurement])).toEqual([
      ['bank', { state: 'measured', value: 20 / 300, at: now.toISOString() }],
      ['cart', { state: 'measured', value: 0, at: now.toISOString(), normal: 0 }],
      ['worker', { state: 'missing', reason: 'it has written no log lines' }],
    ]);
    expect(evidence[0]).toMatchObject({ source: kept.store.name, unit: '1/s' });
    expect(evidence[0]?.query).toContain('ENOSPC');
  });

  test('what is new since is found, without what is secret, and where requests failed first', async () => {
    const found = await kept.source.findings(['cart', 'bank'], onset, now);
    expect(
      found?.patterns.map(({ service, isNew, isError, now: perMinute }) => ({ service, isNew, isError, perMinute })),
    ).toEqual(
      expect.arrayContaining([
        { service: 'cart', isNew: true, isError: true, perMinute: 4 },
        { service: 'bank', isNew: true, isError: true, perMinute: 4 },
      ]),
    );
    expect(found?.patterns).toHaveLength(2);
    expect(found?.firstError).toEqual({ service: 'bank', traces: 20, of: 20 });
    expect(JSON.stringify(found)).not.toMatch(/swordfish|ann@/);
  });

  test('nothing is new where nothing is', async () =>
    expect(await kept.source.findings(['cart'], new Date(at(600)), new Date(at(300)))).toEqual({ patterns: [] }));
});

test('logs that cannot be had are missing with the reason, and nothing is found', async () => {
  const loki = await fakeLoki();
  const fields = { service: 'service_name', message: 'message', level: 'level', trace: 'trace_id' };
  const source = new LogSource({
    store: lokiLogs({ client: new LokiClient({ url: loki.url, timeoutMs: 200 }), fields }),
  });
  const asked = () => source.measure([{ service: 'bank', signal: 'logs.noSpace' }]);
  loki.fault = () => ({ status: 500 });
  expect((await asked())[0]?.measurement).toMatchObject({ state: 'missing', reason: expect.stringContaining('500') });
  loki.fault = () => ({ hang: true });
  expect((await asked())[0]?.measurement).toEqual({ state: 'missing', reason: 'Loki did not answer within 200 ms' });
  expect(await source.findings(['bank'], onset, now)).toBeUndefined();
  await loki.close();
  expect((await asked())[0]?.measurement).toEqual({
    state: 'missing',
    reason: 'Loki cannot be reached (ECONNREFUSED)',
  });
});
