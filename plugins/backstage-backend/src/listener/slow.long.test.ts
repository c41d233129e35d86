import type { AddressInfo } from 'node:net';
import { plainServer } from './server';
import { listenerSettings } from './settings';
import { askedUntil, slowly, slowWays } from './testSlow';

test('S3 five hundred slow heads are cut off within five seconds, and 99 of 100 others wait less than half a second', async () => {
  const server = plainServer(listenerSettings.parse(undefined), (_, answer) => void answer.end('answered'));
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  try {
    const slow = Promise.all(Array.from({ length: 500 }, () => slowly(port, slowWays['with the head'])));
    const waited = (await askedUntil(slow, port)).sort((a, b) => a - b);
    const p99 = waited[Math.floor(waited.length * 0.99)] ?? Infinity;
    const last = Math.max(...(await slow));
    process.stderr.write(
      `cut off after ${Math.round(last)} ms at most; p99 of ${waited.length}: ${Math.round(p99)} ms\n`,
    );
    expect(last).toBeLessThan(5_000);
    expect(p99).toBeLessThan(500);
  } finally {
    server.closeAllConnections();
    await new Promise(resolve => server.close(resolve));
  }
}, 60_000);
