import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { fakeElasticsearch, serversOfLogs } from '../../testSupport/fakeElasticsearch';
import { ElasticsearchClient } from './client';

const hits = z.object({ hits: z.object({ hits: z.array(z.object({ _source: z.record(z.string(), z.unknown()) })) }) });
const at = (second: number) => new Date(Date.UTC(2026, 0, 1, 12, 0, second)).toISOString();

describe.each(serversOfLogs())('on $name', ({ flavour, start }) => {
  const stream = `logs-autocuratest-${randomUUID()}`;
  let client: ElasticsearchClient;
  let close: () => Promise<void>;

  beforeAll(async () => {
    const server = await start();
    close = server.close;
    client = new ElasticsearchClient({ url: server.url });
    await client.put(`/_index_template/${stream}`, {
      index_patterns: [stream],
      data_stream: {},
      priority: 500,
      template: {
        mappings: {
          properties: {
            '@timestamp': { type: 'date' },
            message: { type: 'text' },
            service: { properties: { name: { type: 'keyword' } } },
          },
        },
      },
    });
    const documents = ['cart', 'cart', 'bank'].map((name, second) => ({
      '@timestamp': at(second),
      message: second === 1 ? 'no space left on device, write 17' : 'order 17 sold',
      service: { name },
    }));
    expect(await client.create(stream, documents, { refresh: true })).toEqual([]);
  });
  afterAll(async () => {
    await client.delete(`/_data_stream/${stream}`);
    await client.delete(`/_index_template/${stream}`);
    await close();
  });

  test('it says what it is', async () => expect(await client.flavour()).toBe(flavour));

  test('documents are found by field, time and phrase', async () => {
    const filter = [
      { terms: { 'service.name': ['cart', 'payment'] } },
      { range: { '@timestamp': { gte: at(0), lt: at(2) } } },
    ];
    const phrase = { match_phrase: { message: 'space left on device' } };
    const ask = (query: object) =>
      client
        .search(stream, { query, sort: [{ '@timestamp': 'desc' }], _source: ['message'] }, hits)
        .then(found => found.hits.hits.map(({ _source }) => _source['message']));
    expect(await ask({ bool: { filter } })).toEqual(['no space left on device, write 17', 'order 17 sold']);
    expect(await ask({ bool: { filter: [...filter, phrase] } })).toEqual(['no space left on device, write 17']);
    expect(await ask({ bool: { filter, must_not: [phrase] } })).toEqual(['order 17 sold']);
  });

  test('documents are counted by service, kind and time', async () => {
    const body = {
      size: 0,
      aggs: {
        services: {
          terms: { field: 'service.name', size: 10 },
          aggs: {
            kinds: { filters: { filters: { full: { match_phrase: { message: 'no space left' } } } } },
            first: { min: { field: '@timestamp' } },
          },
        },
        seconds: { date_histogram: { field: '@timestamp', fixed_interval: '1s' } },
      },
    };
    expect(await client.search(stream, body, z.unknown())).toMatchObject({
      aggregations: {
        services: {
          buckets: [
            {
              key: 'cart',
              doc_count: 2,
              kinds: { buckets: { full: { doc_count: 1 } } },
              first: { value: Date.parse(at(0)) },
            },
            { key: 'bank', doc_count: 1, kinds: { buckets: { full: { doc_count: 0 } } } },
          ],
        },
        seconds: { buckets: [{ doc_count: 1 }, { doc_count: 1 }, { doc_count: 1 }] },
      },
    });
  });

  test('text has categories where the product has them', async () => {
    const body = {
      size: 0,
      aggs: { kinds: { categorize_text: { field: 'message' }, aggs: { one: { top_hits: { size: 1 } } } } },
    };
    const asked = client.search(stream, body, z.unknown());
    if (flavour === 'opensearch') await expect(asked).rejects.toThrow(/categorize_text/);
    else
      expect(await asked).toMatchObject({
        aggregations: {
          kinds: { buckets: [{ key: 'order sold', doc_count: 2, one: { hits: {} } }, { doc_count: 1 }] },
        },
      });
  });

  test('a document without a time is refused, and the others are taken', async () => {
    const refused = await client.create(stream, [{ message: 'when?' }, { '@timestamp': at(50), message: 'then' }]);
    expect(refused).toMatchObject([{ place: 0, status: 400 }]);
  });

  test('an index that does not exist holds nothing', async () => {
    const found = await client.search(`${stream}-none`, {}, hits);
    expect(found.hits.hits).toEqual([]);
  });

  test('what it refuses is told with its reason', async () => {
    const asked = client.search(stream, { query: { nonsense: {} } }, z.unknown());
    await expect(asked).rejects.toMatchObject({ name: 'ElasticsearchError', status: 400 });
    await expect(asked).rejects.toThrow(/nonsense/);
  });
});

test('silence, refusals and what cannot be reached are told without who was asking', async () => {
  const fake = await fakeElasticsearch({ apiKey: 'swordfish' });
  const client = (authorization: string) => new ElasticsearchClient({ url: fake.url, authorization, timeoutMs: 300 });
  await expect(client('ApiKey wrong').flavour()).rejects.toMatchObject({ status: 401 });
  fake.fault = () => ({ status: 429 });
  await expect(client('ApiKey swordfish').flavour()).rejects.toMatchObject({ status: 429 });
  fake.fault = () => ({ hang: true });
  await expect(client('ApiKey swordfish').flavour()).rejects.toThrow(/did not answer within 300 ms/);
  await fake.close();
  const named = new ElasticsearchClient({ url: fake.url.replace('//', '//ann:hunter2@') });
  await expect(named.flavour()).rejects.toThrow(/cannot be reached/);
  await expect(named.flavour()).rejects.not.toThrow(/hunter2/);
});
