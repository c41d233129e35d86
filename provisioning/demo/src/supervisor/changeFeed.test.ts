import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { until } from '../wait';
import { ChangeFeed } from './changeFeed';

test('tells changes in order, each until it is accepted, and does not insist on one that is refused', async () => {
  const statuses = [503, 503, 202, 400, 202];
  const heard: { summary: string; authorization: string | undefined }[] = [];
  const server = createServer((req, res) => {
    let body = '';
    req.on('data', chunk => (body += chunk));
    req.on('end', () => {
      const { summary } = JSON.parse(body) as { summary: string };
      heard.push({ summary, authorization: req.headers.authorization });
      res.writeHead(statuses[heard.length - 1] ?? 500).end();
    });
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const feed = new ChangeFeed(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, 'secret', 5);
  for (const summary of ['one', 'two', 'three']) feed.tell({ kind: 'config', service: 'cart', summary });

  await until('five posts', () => heard.length === 5);
  expect(heard.map(({ summary }) => summary)).toEqual(['one', 'one', 'one', 'two', 'three']);
  expect(heard[0]?.authorization).toBe('Bearer secret');
  feed.close();
  server.closeAllConnections();
  await new Promise(resolve => server.close(resolve));
});
