import type { RequestOptions } from 'node:https';
import { KubeConfig } from '@kubernetes/client-node';
import { z } from 'zod';
import { call, type Tls } from '../runners/call';
import { ActionFailedError, type Leave } from '../runners/runner';
import type { Resource } from './resources';

export interface Place {
  resource: Resource;
  /** Absent for what is in no namespace. */
  namespace?: string | undefined;
  name?: string;
  subresource?: string;
}

/** A list of operations is a JSON patch, an object is merged. */
export type Write = Place & ({ patch: object } | { create: { metadata: { name: string } } });

export interface Reading {
  /** Undefined where there is none. */
  get(place: Place & { name: string }): Promise<unknown>;
  list(place: Place, chosen?: { labels?: string; name?: string; node?: string }): Promise<unknown[]>;
}

/** The API of one cluster. Failures are ActionFailedErrors: what was only read or tried changed nothing. */
export interface Cluster extends Reading {
  /** What would come of it, by the server's own word. */
  dryRun(write: Write): Promise<unknown>;
  write(write: Write, leave?: Leave): Promise<unknown>;
}

export interface Access {
  /** Path of a kubeconfig; without it the service account of the pod that this runs in. */
  kubeconfig?: string | undefined;
  context?: string | undefined;
}

/** Under this name our writes are found in `managedFields`. */
export const fieldManager = 'autocura';

const page = 500;
const longestAnswer = 16 * 1024 * 1024;

export function kubernetesCluster({ kubeconfig, context }: Access, timeoutMs = 5_000): Cluster {
  const config = new KubeConfig();
  if (kubeconfig === undefined) config.loadFromCluster();
  else config.loadFromFile(kubeconfig);
  if (context !== undefined) config.setCurrentContext(context);
  const server = config.getCurrentCluster()?.server;
  if (server === undefined) throw new Error('the kubeconfig names no cluster in its current context');

  const ask = async (method: 'GET' | 'POST' | 'PATCH', path: string, sent?: Sent, leave?: Leave) => {
    const { headers, ...tls } = await credentials(config);
    return call({
      ...{ method, url: new URL(`${server.replace(/\/+$/, '')}${path}`), timeoutMs, longestAnswer, tls },
      headers: { ...headers, accept: 'application/json', ...(sent && { 'content-type': sent.type }) },
      ...(sent && { body: sent.body }),
      ...(leave && { leave }),
    });
  };

  const read = async (place: Place, query?: Record<string, string>): Promise<unknown> => {
    const answer = await ask('GET', pathOf(place, query)).catch(nothingSent);
    if (answer.status === 404) return undefined;
    if (!isDone(answer.status)) throw objection(place, answer, 'before');
    return parsed(answer.body);
  };

  const send = async (write: Write, options: { dryRun: boolean; leave?: Leave }): Promise<unknown> => {
    const create = 'create' in write;
    const sent = create
      ? { type: 'application/json', body: JSON.stringify(write.create) }
      : { type: mediaTypeOf(write.patch), body: JSON.stringify(write.patch) };
    const query = { fieldManager, ...(options.dryRun && { dryRun: 'All' }) };
    const asked = ask(create ? 'POST' : 'PATCH', pathOf(write, query), sent, options.leave);
    const answer = await (options.dryRun ? asked.catch(nothingSent) : asked);
    if (!isDone(answer.status)) throw objection(write, answer, options.dryRun ? 'before' : 'unknown');
    return parsed(answer.body);
  };

  return {
    get: place => read(place),
    async list(place, { labels, name, node } = {}) {
      const fields = [name !== undefined && `metadata.name=${name}`, node !== undefined && `spec.nodeName=${node}`];
      const fieldSelector = fields.filter(Boolean).join();
      const items: unknown[] = [];
      for (let from: string | undefined = ''; from !== undefined;) {
        const answer = await read(place, {
          limit: String(page),
          ...(labels !== undefined && { labelSelector: labels }),
          ...(fieldSelector !== '' && { fieldSelector }),
          ...(from !== '' && { continue: from }),
        });
        // A kind that the cluster does not know has no objects.
        const { items: more, metadata } = listed.parse(answer ?? { items: [] });
        items.push(...more);
        from = metadata?.continue || undefined;
      }
      return items;
    },
    dryRun: write => send(write, { dryRun: true }),
    write: (write, leave) => send(write, { dryRun: false, ...(leave && { leave }) }),
  };
}

interface Sent {
  type: string;
  body: string;
}

const listed = z.object({
  items: z.array(z.unknown()),
  metadata: z.object({ continue: z.string().optional() }).optional(),
});

/** Read each time: tokens of service accounts change, and plugins hand out short ones. */
async function credentials(config: KubeConfig): Promise<Tls & { headers: Record<string, string> }> {
  const given: RequestOptions = {};
  await config.applyToHTTPSOptions(given).catch((error: unknown) => {
    throw new ActionFailedError('before', 'no credentials for Kubernetes can be had', { cause: error });
  });
  const { ca, cert, key, pfx, passphrase, servername, rejectUnauthorized, auth } = given;
  const basic = auth ? { authorization: `Basic ${Buffer.from(auth).toString('base64')}` } : {};
  return {
    headers: { ...basic, ...(given.headers as Record<string, string> | undefined) },
    ...definedOf({ ca, cert, key, pfx, passphrase, servername, rejectUnauthorized }),
  } as Tls & { headers: Record<string, string> };
}

const definedOf = (all: object) => Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));

function pathOf({ resource, namespace, name, subresource }: Place, query: Record<string, string> = {}): string {
  const { group, version, plural } = resource;
  const parts = [
    ...(group === '' ? ['api', version] : ['apis', group, version]),
    ...(namespace === undefined ? [] : ['namespaces', namespace]),
    ...[plural, name, subresource].filter(part => part !== undefined),
  ];
  const asked = new URLSearchParams(query).toString();
  return `/${parts.map(encodeURIComponent).join('/')}${asked && `?${asked}`}`;
}

const mediaTypeOf = (patch: object) =>
  Array.isArray(patch) ? 'application/json-patch+json' : 'application/merge-patch+json';

const isDone = (status: number) => status >= 200 && status < 300;

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch (error) {
    throw new ActionFailedError('unknown', 'Kubernetes answered something that is not JSON', { cause: error });
  }
}

/** Whatever went wrong with a question, it left everything as it was. */
function nothingSent(error: unknown): never {
  throw new ActionFailedError('before', error instanceof Error ? error.message : String(error), { cause: error });
}

const statusBody = z.object({
  message: z.string().optional(),
  details: z.object({ causes: z.array(z.object({ reason: z.string().optional() })).optional() }).optional(),
});

/** What an answer that is no success means. A conflict and "too many requests" left everything as it was. */
function objection(place: Place, { status, body }: { status: number; body: string }, otherwise: 'before' | 'unknown') {
  const { message, details } = statusBody.safeParse(json(body)).data ?? {};
  const says = `Kubernetes answered ${status} for ${place.resource.plural}: ${(message ?? body).slice(0, 300)}`;
  const byBudget = details?.causes?.some(({ reason }) => reason === 'DisruptionBudget');
  if (status === 409 || (status === 429 && !byBudget)) return new ActionFailedError('before', says);
  if (status >= 400 && status < 500 && status !== 408) return new ActionFailedError('refused', says);
  return new ActionFailedError(otherwise, says);
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
