import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { Api, scaleOf } from './api';
import { certificate } from './certificate';
import { discovery } from './discovery';
import { groupVersionOf, type Kind, kinds } from './kinds';
import { at, type Json, type Thing } from './objects';
import { type Attributes, forbidden, isAllowed, type User } from './rights';
import { fieldSelector, labelSelector } from './selectors';
import { StatusError } from './status';

/** What was asked, as rights and faults see it. */
export interface Asked extends Attributes {
  user: string;
  dryRun: boolean;
}

/**
 * Instead of the right answer: a status; silence or a broken connection, before or after it was done; or the right
 * answer so many milliseconds later.
 */
export type Fault =
  { answer: StatusError } | { hang: 'before' | 'after' } | { reset: 'before' | 'after' } | { later: number };

export interface FakeKubernetes {
  url: string;
  api: Api;
  /** Every request that was let in, in order. */
  asked: Asked[];
  /** Those of them that changed something. */
  writes: Asked[];
  /** Decides on each request what goes wrong; nothing by default. */
  fault: (asked: Asked) => Fault | undefined | void;
  /** Content of a kubeconfig for somebody; without rules they may do everything. */
  kubeconfig(user?: User): string;
  /** Puts an object there, as somebody else would. */
  put(thing: { [field: string]: unknown }, manager?: string): Thing;
  /** Changes a label of what is asked about, as somebody else would at that very moment. */
  meddle(asked: Asked): void;
  read(plural: string, name: string, namespace?: string): Thing | undefined;
  close(): Promise<void>;
}

/** An API server of Kubernetes that keeps everything in memory, speaks TLS on loopback, and may be told to fail. */
export async function fakeKubernetes({
  getsReady = () => true,
}: {
  /** Whether a pod of this specification gets ready. */
  getsReady?: (pod: Json) => boolean;
} = {}): Promise<FakeKubernetes> {
  const { key, cert } = certificate();
  const api = new Api(getsReady);
  const users = new Map<string, User>();
  const server = createServer({ key, cert, minVersion: 'TLSv1.3' }, (request, response) => {
    handle(request, response).catch(error => answer(response, statusOf(error)));
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const url = `https://127.0.0.1:${(server.address() as AddressInfo).port}`;

  const fake: FakeKubernetes = {
    ...{ url, api, asked: [], writes: [] },
    fault: () => undefined,
    kubeconfig(user = { name: 'admin' }) {
      const token = randomUUID();
      users.set(token, user);
      return kubeconfigOf(url, cert, user, token);
    },
    put(thing, manager = 'kubectl-client-side-apply') {
      const { apiVersion, kind: name, metadata } = thing as Thing;
      const kind = kinds.find(known => known.kind === name && groupVersionOf(known) === apiVersion);
      if (!kind) throw new Error(`the fake serves no ${apiVersion} ${name}`);
      const write = { kind, namespace: metadata.namespace, name: metadata.name, manager, dryRun: false };
      const before = api.memory.get(kind, metadata.namespace, metadata.name);
      const stored = before ? api.replace({ ...thing, metadata: { ...metadata } }, write) : api.create(thing, write);
      if (thing.status === undefined || !kind.subresources.includes('status')) return stored;
      return api.replace(
        { ...stored, status: thing.status, metadata: { ...metadata } },
        { ...write, subresource: 'status' },
      );
    },
    meddle({ group, resource, namespace, name = '' }) {
      const kind = kinds.find(known => known.group === group && known.plural === resource.split('/')[0]);
      if (!kind) throw new Error(`the fake serves no ${resource}`);
      const write = { kind, namespace, name, manager: 'somebody', dryRun: false };
      api.patch({ metadata: { labels: { meddled: 'yes' } } }, 'application/merge-patch+json', write);
    },
    read(plural, name, namespace = 'shop') {
      const kind = kinds.find(known => known.plural === plural);
      return kind && api.memory.get(kind, kind.namespaced ? namespace : undefined, name);
    },
    close: () =>
      new Promise(resolve => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return fake;

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await bodyOf(request);
    const location = new URL(request.url ?? '/', url);
    if (['/healthz', '/livez', '/readyz'].includes(location.pathname)) return void response.end('ok');
    const user = users.get(/^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1] ?? '');
    if (!user) throw new StatusError(401, 'Unauthorized', 'Unauthorized');
    const known = discovery(location.pathname);
    if (known) return answer(response, { code: 200, body: known });

    const place = placeOf(location.pathname);
    const verb = verbOf(request.method ?? 'GET', place, location.searchParams);
    const { kind, namespace, name, subresource } = place;
    const resource = subresource === undefined ? kind.plural : `${kind.plural}/${subresource}`;
    const attributes = { verb, group: kind.group, resource, namespace, name };
    if (!isAllowed(user, attributes)) throw forbidden(user, attributes);
    const asked = { ...attributes, user: user.name, dryRun: isDry(location, body) };
    fake.asked.push(asked);
    const fault = fake.fault(asked) ?? undefined;
    if (fault && 'answer' in fault) throw fault.answer;
    if (fault && 'hang' in fault && fault.hang === 'before') return;
    if (fault && 'reset' in fault && fault.reset === 'before') return void request.socket.destroy();
    if (fault && 'later' in fault) await sleep(fault.later);
    if (verb === 'watch') return watch(place, location.searchParams, response);

    const version = api.memory.resourceVersion;
    const done = perform({ ...place, verb, body, location, request });
    if (api.memory.resourceVersion !== version) fake.writes.push(asked);
    if (fault && 'hang' in fault) return;
    if (fault && 'reset' in fault) return void request.socket.destroy();
    answer(response, done);
  }

  function perform({ kind, namespace, name, subresource, verb, body, location, request }: Performed): Answer {
    const { searchParams } = location;
    if (name === undefined) {
      if (verb === 'list') return { code: 200, body: listOf({ kind, namespace }, searchParams) };
      const write = { kind, namespace, manager: managerOf(request, searchParams), dryRun: isDry(location, body) };
      if (verb === 'create') return { code: 201, body: api.create(parsed(body), write) };
      throw new StatusError(405, 'MethodNotAllowed', `the fake has no ${verb} of ${kind.plural}`);
    }
    const write = {
      kind,
      namespace,
      name,
      subresource,
      manager: managerOf(request, searchParams),
      dryRun: isDry(location, body),
    };
    const shown = (thing: Thing): Json => (subresource === 'scale' ? scaleOf(thing) : thing);
    switch (verb) {
      case 'get':
        return { code: 200, body: shown(api.find(write)) };
      case 'update':
        return { code: 200, body: shown(api.replace(parsed(body), write)) };
      case 'patch':
        return { code: 200, body: shown(api.patch(parsed(body), mediaTypeOf(request), write)) };
      case 'delete':
        return { code: 200, body: api.delete(write, (at(parsed(body || '{}'), 'preconditions') ?? {}) as Json) };
      case 'create':
        if (subresource === 'eviction') return { code: 201, body: api.evict(parsed(body), write) };
    }
    throw new StatusError(405, 'MethodNotAllowed', `the fake has no ${verb} of ${kind.plural}/${subresource ?? ''}`);
  }

  function listOf({ kind, namespace }: Pick<Place, 'kind' | 'namespace'>, query: URLSearchParams): Json {
    const chosen = api.memory.list(kind, namespace).filter(chosenBy(query));
    const from = Number(query.get('continue') ?? 0);
    const until = query.has('limit') ? from + Number(query.get('limit')) : chosen.length;
    const metadata = {
      resourceVersion: String(api.memory.resourceVersion),
      ...(until < chosen.length && { continue: String(until), remainingItemCount: chosen.length - until }),
    };
    return { kind: `${kind.kind}List`, apiVersion: groupVersionOf(kind), metadata, items: chosen.slice(from, until) };
  }

  function watch({ kind, namespace }: Place, query: URLSearchParams, response: ServerResponse): void {
    const matches = chosenBy(query);
    response.writeHead(200, { 'content-type': 'application/json' }).flushHeaders();
    const line = (type: string, object: unknown) => response.write(`${JSON.stringify({ type, object })}\n`);
    try {
      const stop = api.memory.watch(Number(query.get('resourceVersion') || 0), ({ type, kind: of, thing }) => {
        const here = namespace === undefined || thing.metadata.namespace === namespace;
        if (of === kind && here && matches(thing)) line(type, thing);
      });
      response.on('close', stop);
    } catch (error) {
      line('ERROR', statusOf(error).body);
      response.end();
    }
  }
}

interface Place {
  kind: Kind;
  namespace?: string | undefined;
  name?: string | undefined;
  subresource?: string | undefined;
}

interface Answer {
  code: number;
  body: Json;
  retryAfter?: number | undefined;
}

interface Performed extends Place {
  verb: string;
  body: string;
  location: URL;
  request: IncomingMessage;
}

function placeOf(path: string): Place {
  const unknown = new StatusError(404, 'NotFound', 'the server could not find the requested resource');
  const [, core, other, rest = ''] = /^\/(?:api\/(v1)|apis\/([^/]+\/[^/]+))\/(.+)$/.exec(path) ?? [];
  const parts = rest.split('/').map(decodeURIComponent);
  const namespace = parts[0] === 'namespaces' && parts.length > 2 ? parts.splice(0, 2)[1] : undefined;
  const [plural, name, subresource] = parts;
  const kind = kinds.find(one => groupVersionOf(one) === (core ?? other) && one.plural === plural);
  if (!kind || (subresource !== undefined && !(kind.subresources as string[]).includes(subresource))) throw unknown;
  return { kind, namespace, name, subresource };
}

function verbOf(method: string, { name }: Place, query: URLSearchParams): string {
  if (method === 'GET' && name === undefined) {
    return ['true', '1'].includes(query.get('watch') ?? '') ? 'watch' : 'list';
  }
  const verbs: Record<string, string> = { GET: 'get', POST: 'create', PUT: 'update', PATCH: 'patch', DELETE: 'delete' };
  const verb = verbs[method];
  if (!verb) throw new StatusError(405, 'MethodNotAllowed', `the fake has no ${method}`);
  return verb === 'delete' && name === undefined ? 'deletecollection' : verb;
}

function chosenBy(query: URLSearchParams): (thing: Thing) => boolean {
  const byLabel = labelSelector(query.get('labelSelector') ?? '');
  const byField = fieldSelector(query.get('fieldSelector') ?? '');
  return thing => byLabel(thing) && byField(thing);
}

const isDry = (location: URL, body: string) =>
  location.searchParams.get('dryRun') === 'All' || /"dryRun":\["All"\]/.test(body);

const managerOf = (request: IncomingMessage, query: URLSearchParams) =>
  query.get('fieldManager') ?? (request.headers['user-agent'] ?? 'unknown').split('/')[0] ?? 'unknown';

const mediaTypeOf = (request: IncomingMessage) => (request.headers['content-type'] ?? '').split(';')[0] ?? '';

function parsed(body: string): Json {
  try {
    return JSON.parse(body) as Json;
  } catch {
    throw new StatusError(400, 'BadRequest', 'the body of the request is not JSON');
  }
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString('utf8');
}

function statusOf(error: unknown): Answer {
  if (error instanceof StatusError) return { code: error.code, body: error.body(), retryAfter: error.retryAfter };
  return { code: 500, body: new StatusError(500, 'InternalError', String(error)).body() };
}

function answer(response: ServerResponse, { code, body, retryAfter }: Answer): void {
  if (retryAfter !== undefined) response.setHeader('retry-after', String(retryAfter));
  response.writeHead(code, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

const kubeconfigOf = (server: string, cert: string, { name, namespace }: User, token: string) =>
  JSON.stringify({
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [
      { name: 'fake', cluster: { server, 'certificate-authority-data': Buffer.from(cert).toString('base64') } },
    ],
    users: [{ name, user: { token } }],
    contexts: [{ name: 'fake', context: { cluster: 'fake', user: name, namespace: namespace ?? 'shop' } }],
    'current-context': 'fake',
  });
