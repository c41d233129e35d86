import { createServer, type IncomingHttpHeaders, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Step } from '@autocura/common';
import type { Runner } from './runners';

/** A runner that keeps in memory what was asked of it. */
export function recordingRunner(now?: Step['params']) {
  const ran: { action: string; params: Step['params']; key: string }[] = [];
  const asked: { action: string; params: Step['params'] }[] = [];
  const runner: Runner = {
    state: async (action, params) => {
      asked.push({ action, params });
      return now;
    },
    run: async (action, params, key) => {
      ran.push({ action, params, key });
    },
  };
  return { runner, ran, asked };
}

export interface Received {
  method: string;
  url: string;
  headers: IncomingHttpHeaders;
  body: string;
}

/** A real HTTP server on a free loopback port, which answers as told, or not at all, and remembers what it heard. */
export async function listen(
  answer: (received: Received) => { status: number; body?: string; headers?: Record<string, string> } | undefined,
) {
  const received: Received[] = [];
  const server = await serve((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', part => parts.push(part));
    request.on('end', () => {
      const heard = {
        method: request.method ?? '',
        url: request.url ?? '',
        headers: request.headers,
        body: Buffer.concat(parts).toString('utf8'),
      };
      received.push(heard);
      const told = answer(heard);
      if (told) response.writeHead(told.status, told.headers).end(told.body ?? '');
    });
  });
  return { ...server, received };
}

export async function serve(listener: RequestListener) {
  const server = createServer(listener);
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    port,
    url: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise<void>(resolve => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
