import { timingSafeEqual } from 'node:crypto';
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';

export interface Reply {
  status?: number;
  /** JSON, or text as it is. */
  body?: unknown;
  headers?: Record<string, string>;
}

export interface Asked {
  method: string;
  path: string;
  query: URLSearchParams;
  header(name: string): string | undefined;
  json(): Promise<unknown>;
}

const most = 64 * 1024;

/** A small loopback server. With a token, callers must bear it. Resolves to what closes it. */
export async function serve(
  port: number,
  answer: (asked: Asked) => Promise<Reply> | Reply,
  token?: string,
): Promise<() => Promise<void>> {
  const server = createServer((req, res) => void handle(req, res));
  async function handle(req: IncomingMessage, res: ServerResponse) {
    const reply =
      token === undefined || bears(req, token)
        ? await safely(req, answer)
        : { status: 401, body: { error: 'bearer token missing or wrong' } };
    const text = typeof reply.body === 'string';
    res.writeHead(reply.status ?? 200, {
      'content-type': text ? 'text/plain; version=0.0.4' : 'application/json',
      ...reply.headers,
    });
    res.end(text ? reply.body : JSON.stringify(reply.body ?? {}));
  }
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, '127.0.0.1', resolve));
  return () =>
    new Promise(resolve => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
}

async function safely(req: IncomingMessage, answer: (asked: Asked) => Promise<Reply> | Reply): Promise<Reply> {
  const url = new URL(req.url ?? '/', 'http://shop');
  try {
    return await answer({
      method: req.method ?? 'GET',
      path: decodeURIComponent(url.pathname),
      query: url.searchParams,
      header: name => req.headers[name]?.toString(),
      json: async () => JSON.parse((await textOf(req)) || '{}') as unknown,
    });
  } catch (error) {
    const status = error instanceof SyntaxError || error instanceof URIError ? 400 : 500;
    return { status, body: { error: (error as Error).message } };
  }
}

async function textOf(req: IncomingMessage) {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of req) {
    chunks.push(chunk as Buffer);
    size += (chunk as Buffer).length;
    if (size > most) throw new SyntaxError('the body is too large');
  }
  return Buffer.concat(chunks).toString();
}

function bears(req: IncomingMessage, token: string) {
  const given = Buffer.from(req.headers.authorization ?? '');
  const expected = Buffer.from(`Bearer ${token}`);
  return given.length === expected.length && timingSafeEqual(given, expected);
}
