import type { IncomingMessage, ServerResponse } from 'node:http';

export const json = (response: ServerResponse, status: number, body: unknown) => {
  response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' });
  response.end(JSON.stringify(body));
};

export async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts);
}

/** Of hop, of the session, or of whoever pretends to be Grafana: none of these goes on. */
const dropped =
  /^(cookie|set-cookie|host|connection|content-length|transfer-encoding|accept-encoding|origin|referer|x-grafana-(id|user|context)|authorization)$/;

/** Sends a request on, with headers of ours over those that came, and its answer back. */
export async function forward(
  request: IncomingMessage,
  response: ServerResponse,
  to: { url: string; headers: Record<string, string> },
) {
  const method = request.method ?? 'GET';
  const passed = Object.entries(request.headers).filter(([name]) => !dropped.test(name));
  const headers = { ...Object.fromEntries(passed.map(([name, value]) => [name, String(value)])), ...to.headers };
  const body = ['GET', 'HEAD'].includes(method) ? undefined : await bodyOf(request);
  let answer: Response;
  try {
    answer = await fetch(to.url, {
      method,
      headers,
      redirect: 'manual',
      ...(body?.length && { body: new Uint8Array(body) }),
    });
  } catch {
    return json(response, 502, { message: 'Bad Gateway' });
  }
  const type = answer.headers.get('content-type');
  const etag = answer.headers.get('etag');
  const retry = answer.headers.get('retry-after');
  response.writeHead(answer.status, {
    'cache-control': 'no-store',
    ...(type && { 'content-type': type }),
    ...(etag && { etag }),
    ...(retry && { 'retry-after': retry }),
  });
  response.end(Buffer.from(await answer.arrayBuffer()));
}
