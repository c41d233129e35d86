import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Takes every action and mends nothing. */
export async function supervisorThatCounts() {
  /** The services that were acted on, in order. */
  const done: string[] = [];
  const server = createServer((request, response) => {
    let text = '';
    request.on('data', part => (text += String(part)));
    request.on('end', () => {
      if (request.method !== 'POST' || request.url === '/fences') return response.writeHead(404).end('{}');
      const { params } = JSON.parse(text) as { params: { service: string } };
      done.push(params.service);
      return response.writeHead(200).end('{}');
    });
  });
  await new Promise<void>(listening => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, done, stop: () => new Promise(closed => server.close(closed)) };
}
