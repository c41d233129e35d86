import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Cluster, type Flavour } from './cluster';
import { ApiError } from './errors';

export interface Asked {
  method: string;
  path: string;
  body: string;
}

/** Instead of the right answer: a status, as `429`, or none at all. */
export type Fault = { status: number } | { hang: true };

export interface FakeElasticsearch {
  url: string;
  cluster: Cluster;
  /** Every request that was let in, in order. */
  asked: Asked[];
  /** Decides on each request what goes wrong; nothing by default. */
  fault: (asked: Asked) => Fault | undefined | void;
  close(): Promise<void>;
}

/** A cluster of one node in memory, as one product or the other. With an `apiKey` nobody comes in without it. */
export async function fakeElasticsearch({
  flavour = 'elasticsearch',
  apiKey,
}: { flavour?: Flavour; apiKey?: string } = {}): Promise<FakeElasticsearch> {
  const cluster = new Cluster(flavour);
  const server = createServer((request, response) => {
    handle(request, response).catch(error => {
      if (error instanceof ApiError) answer(response, error.status, error.body());
      else answer(response, 400, { error: { type: 'parse_exception', reason: String(error) }, status: 400 });
    });
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  // A test that fails before it closes this ends all the same.
  server.unref();

  const answer = (response: ServerResponse, status: number, body: unknown) => {
    response.writeHead(status, {
      'content-type': 'application/json',
      ...(flavour === 'elasticsearch' && { 'x-elastic-product': 'Elasticsearch' }),
    });
    response.end(JSON.stringify(body));
  };

  async function handle(request: IncomingMessage, response: ServerResponse) {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://fake');
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const asked: Asked = { method: request.method ?? 'GET', path: pathname, body: Buffer.concat(chunks).toString() };
    if (apiKey !== undefined && request.headers.authorization !== `ApiKey ${apiKey}`)
      throw new ApiError(
        401,
        'security_exception',
        `missing authentication credentials for REST request [${pathname}]`,
      );
    fake.asked.push(asked);
    const wrong = fake.fault(asked);
    if (wrong && 'hang' in wrong) return;
    if (wrong) throw new ApiError(wrong.status, 'fake_exception', `told to answer ${wrong.status}`);
    const [status, body] = route(cluster, asked, searchParams);
    answer(response, status, body);
  }

  const fake: FakeElasticsearch = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    cluster,
    asked: [],
    fault: () => undefined,
    async close() {
      server.closeAllConnections();
      await new Promise(resolve => server.close(resolve));
    },
  };
  return fake;
}

const acknowledged = { acknowledged: true };

function route(cluster: Cluster, { method, path, body }: Asked, params: URLSearchParams): [number, unknown] {
  const { flavour } = cluster;
  const parts = path.split('/').filter(Boolean).map(decodeURIComponent);
  const [first = '', second = '', third = '', fourth = ''] = parts;
  const json = () => JSON.parse(body || '{}') as Record<string, unknown>;
  const missing = (what: string) => new ApiError(404, 'resource_not_found_exception', `${what} not found`);

  if (path === '/') {
    const version = flavour === 'opensearch' ? { distribution: flavour, number: '2.19.1' } : { number: '9.0.1' };
    return [200, { name: 'fake', cluster_name: 'fake', version, tagline: 'fake' }];
  }
  if (first === '_index_template' && method === 'PUT') {
    cluster.templates.set(second, json() as never);
    return [200, acknowledged];
  }
  if (first === '_index_template' && method === 'DELETE')
    return cluster.templates.delete(second) ? [200, acknowledged] : [404, missing(second).body()];
  if (first === '_data_stream') {
    const stream = cluster.streams.get(second);
    if (!stream) throw new ApiError(404, 'index_not_found_exception', `no such index [${second}]`);
    if (method === 'DELETE') return [200, cluster.streams.delete(second) && acknowledged];
    const indices = [{ index_name: cluster.backing(second) }];
    return [200, { data_streams: [{ name: second, indices, generation: 1, template: stream.template }] }];
  }
  if (flavour === 'elasticsearch' && first === '_ilm' && second === 'policy') {
    if (method === 'PUT') return [200, cluster.putPolicy(third, json()) && acknowledged];
    if (method === 'DELETE') return [200, cluster.policies.delete(third) && acknowledged];
    const known = cluster.policies.get(third);
    if (!known) throw missing(`Lifecycle policy [${third}]`);
    return [200, { [third]: { version: known.version, ...known.policy } }];
  }
  if (flavour === 'opensearch' && first === '_plugins' && second === '_ism' && third === 'policies') {
    const given = { seqNo: params.get('if_seq_no'), term: params.get('if_primary_term') };
    if (method === 'DELETE') return [200, { result: cluster.policies.delete(fourth) ? 'deleted' : 'not_found' }];
    const isNew = !cluster.policies.has(fourth);
    const policy = method === 'PUT' ? cluster.putPolicy(fourth, json(), given) : cluster.policies.get(fourth);
    if (!policy) throw new ApiError(404, 'status_exception', 'Policy not found');
    const about = { _id: fourth, _version: policy.version, _primary_term: 1, _seq_no: policy.seqNo };
    return [method === 'PUT' && isNew ? 201 : 200, { ...about, ...policy.policy }];
  }
  if (first === '_bulk' && method === 'POST') return [200, cluster.bulk(body)];
  if (second === '_search' && method === 'POST')
    return [200, cluster.search(first, json(), params.get('ignore_unavailable') === 'true')];
  return [400, { error: `no handler found for uri [${path}] and method [${method}]`, status: 400 }];
}
