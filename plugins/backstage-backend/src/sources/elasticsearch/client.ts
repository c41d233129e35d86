import { z } from 'zod';
import { type Answer, NoAnswerError, type Target, through, type Through } from '../../outbound';

export interface ElasticsearchOptions extends Through {
  /** Where it is. */
  url: string;
  /** Sent as `Authorization`: `ApiKey …`, `Basic …` or `Bearer …`. */
  authorization?: string | undefined;
}

/** It did not do what was asked; the message says what, and why. */
export class ElasticsearchError extends Error {
  override readonly name = 'ElasticsearchError';
  constructor(
    /** Undefined where it did not answer at all. */
    readonly status: number | undefined,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

export type Flavour = 'elasticsearch' | 'opensearch';
/** One line of a bulk request that was not taken. */
export interface Refused {
  /** Its place in the request. */
  place: number;
  status: number;
  reason: string;
}

const about = z.object({ version: z.object({ distribution: z.string().optional() }) });
const failure = z.object({
  error: z.union([z.string(), z.object({ type: z.string(), reason: z.string() }).partial()]),
});
const written = z.object({
  items: z.array(
    z.record(
      z.string(),
      z.object({ status: z.number(), error: z.object({ reason: z.string() }).partial().optional() }),
    ),
  ),
});
/** What Elasticsearch and OpenSearch have in common, and which of the two it is. Bounded in time and size. */
export class ElasticsearchClient {
  private known: Promise<Flavour> | undefined;
  private readonly target: Target;

  constructor(private readonly options: ElasticsearchOptions) {
    this.target = through('Elasticsearch', 'logs', options);
  }

  /** Asked once. Throws ElasticsearchError. */
  flavour(): Promise<Flavour> {
    this.known ??= this.request('GET', '/', about).then(({ version }) =>
      version.distribution === 'opensearch' ? 'opensearch' : 'elasticsearch',
    );
    this.known.catch(() => (this.known = undefined));
    return this.known;
  }

  /** Throws ElasticsearchError, also for an answer of another shape. Indices that do not exist hold nothing. */
  search<T>(index: string, body: object, shape: z.ZodType<T>): Promise<T> {
    const target = index.split(',').map(encodeURIComponent).join(',');
    return this.request('POST', `/${target}/_search?ignore_unavailable=true`, shape, JSON.stringify(body));
  }

  /** Adds documents to a data stream, and says which were not taken. Throws ElasticsearchError where none was. */
  async create(stream: string, documents: object[], { refresh = false } = {}): Promise<Refused[]> {
    const lines = documents.flatMap(document => [
      JSON.stringify({ create: { _index: stream } }),
      JSON.stringify(document),
    ]);
    const path = `/_bulk${refresh ? '?refresh=true' : ''}`;
    const { items } = await this.request('POST', path, written, `${lines.join('\n')}\n`, 'application/x-ndjson');
    return items.flatMap((item, place) => {
      const { status = 0, error } = Object.values(item)[0] ?? {};
      return status < 300 ? [] : [{ place, status, reason: error?.reason ?? `status ${status}` }];
    });
  }

  /** Throws ElasticsearchError. */
  put(path: string, body: object): Promise<unknown> {
    return this.request('PUT', path, z.unknown(), JSON.stringify(body));
  }

  /** Undefined where there is no such thing. Throws ElasticsearchError. */
  async get<T>(path: string, shape: z.ZodType<T>): Promise<T | undefined> {
    try {
      return await this.request('GET', path, shape);
    } catch (error) {
      if (error instanceof ElasticsearchError && error.status === 404) return undefined;
      throw error;
    }
  }

  async delete(path: string): Promise<void> {
    await this.request('DELETE', path, z.unknown());
  }

  private async request<T>(
    method: string,
    path: string,
    shape: z.ZodType<T>,
    body?: string,
    type = 'application/json',
  ): Promise<T> {
    const { url, authorization } = this.options;
    const asked = `${method} ${path.split('?', 1)[0]}`;
    const { base, given } = parted(url);
    const allowed = authorization ?? given;
    let answer: Answer;
    try {
      answer = await this.target.fetch(`${base}${path}`, {
        method,
        headers: { ...(body !== undefined && { 'content-type': type }), ...(allowed && { authorization: allowed }) },
        ...(body !== undefined && { body }),
        again: method === 'GET' || path.includes('/_search'),
      });
    } catch (error) {
      if (!(error instanceof NoAnswerError)) throw error;
      throw new ElasticsearchError(undefined, `${asked}: ${base} ${error.says}`, { cause: error });
    }
    const { status, text } = answer;
    const json = parsed(text);
    if (status >= 300) throw new ElasticsearchError(status, `${asked}: ${status} ${reasonIn(json)}`.trimEnd());
    const read = shape.safeParse(json);
    if (!read.success) throw new ElasticsearchError(status, `${asked}: unknown kind of answer`, { cause: read.error });
    return read.data;
  }
}

/** The address, and what it says of who is asking. */
function parted(url: string): { base: string; given?: string } {
  const { username, password, origin, pathname } = new URL(url);
  const base = `${origin}${pathname}`.replace(/\/+$/, '');
  if (username === '') return { base };
  const who = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  return { base, given: `Basic ${Buffer.from(who).toString('base64')}` };
}

function reasonIn(json: unknown): string {
  const said = failure.safeParse(json);
  if (!said.success) return '';
  const { error } = said.data;
  return typeof error === 'string' ? error : (error.reason ?? error.type ?? '');
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
