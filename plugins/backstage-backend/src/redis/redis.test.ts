import { realRedis, type RealRedis } from '../testSupport/realRedis';
import { type TcpProxy, tcpProxy } from '../testSupport/tcpProxy';
import { noRedis, openRedis, type Redis } from '.';

describe('Redis between processes', () => {
  let server: RealRedis;
  let way: TcpProxy;
  const opened: Redis[] = [];
  const timeoutMs = 300;

  beforeAll(async () => {
    server = await realRedis();
  });
  beforeEach(async () => {
    await server.ask('FLUSHALL');
    way = await tcpProxy(server.port);
  });
  afterEach(async () => {
    await Promise.all(opened.splice(0).map(one => one.stop()));
    await way.close();
  });
  afterAll(() => server.stop());

  /** One process's, connected. */
  async function open(listener?: () => void): Promise<Redis> {
    const redis = openRedis({ url: `redis://127.0.0.1:${way.port}`, prefix: 'test:', timeoutMs, beatMs: 50 });
    opened.push(redis);
    if (listener) redis.onRing(listener);
    redis.start();
    await until(() => redis.away() === undefined);
    return redis;
  }

  test('a ring is heard in other processes', async () => {
    let heard = 0;
    await open(() => (heard += 1));
    const before = heard;
    (await open()).ring();
    await until(() => heard > before);
  });

  test('a thousand rings at once are few', async () => {
    let heard = 0;
    await open(() => (heard += 1));
    const ringing = await open();
    const before = heard;
    for (let ring = 0; ring < 1_000; ring += 1) ringing.ring();
    await until(() => heard >= before + 2);
    await server.ask('PING');
    expect(heard - before).toBe(2);
  });

  test('who was away is rung when it is back, since it may have missed something', async () => {
    let heard = 0;
    const redis = await open(() => (heard += 1));
    const before = heard;
    way.be('refuse');
    await until(() => redis.away() !== undefined);
    way.be('pass');
    await until(() => redis.away() === undefined);
    expect(heard).toBeGreaterThan(before);
  });

  test('counts are shared and end with their window', async () => {
    const [one, other] = [await open(), await open()];
    expect([await one.count('ana', 200), await other.count('ana', 200), await one.count('bob', 200)]).toEqual([
      1, 2, 1,
    ]);
    await until(async () => (await server.ask('EXISTS', 'test:count:ana')) === 0);
    expect(await other.count('ana', 200)).toBe(1);
  });

  test('what one has read the others need not, for so long', async () => {
    const [one, other] = [await open(), await open()];
    let reads = 0;
    const read = async () => ({ reads: (reads += 1) });
    const kept = async () => ((await server.ask('KEYS', 'test:cached:*')) as string[])[0];
    expect(await one.cached('list', 60_000, read)).toEqual({ reads: 1 });
    await until(async () => (await kept()) !== undefined);
    expect(await other.cached('list', 60_000, read)).toEqual({ reads: 1 });
    expect(await other.cached('another list', 60_000, read)).toEqual({ reads: 2 });
    await server.ask('FLUSHALL');
    expect(await one.cached('list', 60_000, read)).toEqual({ reads: 3 });
  });

  test('what is large is read by each', async () => {
    const redis = await open();
    let reads = 0;
    const read = async () => ({ reads: (reads += 1), text: 'x'.repeat(300_000) });
    await redis.cached('list', 60_000, read);
    await redis.count('ana', 60_000);
    expect(await server.ask('KEYS', 'test:cached:*')).toEqual([]);
  });

  test.each(['swallow', 'refuse'] as const)(
    'R9 gone (%s), nobody waits for it, and back, it is used again',
    async how => {
      const redis = await open();
      way.be(how);
      const began = performance.now();
      expect(await redis.count('ana', 60_000)).toBeUndefined();
      expect(await redis.cached('list', 60_000, async () => 'read')).toBe('read');
      redis.ring();
      expect(performance.now() - began).toBeLessThan(timeoutMs + 1_000);
      await until(() => redis.away() !== undefined);
      const known = performance.now();
      for (let asked = 0; asked < 100; asked += 1) await redis.count('ana', 60_000);
      expect(performance.now() - known).toBeLessThan(timeoutMs);
      way.be('pass');
      await until(async () => (await redis.count('bob', 60_000)) === 1);
    },
  );

  test('R9 emptied while it is used, it counts and keeps anew', async () => {
    const redis = await open();
    await redis.count('ana', 60_000);
    await redis.cached('list', 60_000, async () => 'old');
    await server.ask('FLUSHALL');
    expect(await redis.count('ana', 60_000)).toBe(1);
    expect(await redis.cached('list', 60_000, async () => 'new')).toBe('new');
  });

  test('what it refuses is no reason to connect anew', async () => {
    const redis = await open();
    await server.ask('SET', 'test:count:odd', 'no number');
    const before = String(await server.ask('INFO', 'stats'));
    expect(await redis.count('odd', 60_000)).toBeUndefined();
    expect(redis.away()).toBeUndefined();
    expect(connections(String(await server.ask('INFO', 'stats'))) - connections(before)).toBe(1);
  });

  test('started before the server can be reached, it waits in the background', async () => {
    way.be('refuse');
    const redis = openRedis({ url: `redis://127.0.0.1:${way.port}`, prefix: 'test:', timeoutMs, beatMs: 50 });
    opened.push(redis);
    redis.start();
    expect(await redis.count('ana', 60_000)).toBeUndefined();
    way.be('pass');
    await until(() => redis.away() === undefined);
  });
});

test('without it each process is alone', async () => {
  expect(await noRedis.count('ana', 1_000)).toBeUndefined();
  expect(await noRedis.cached('list', 1_000, async () => 'read')).toBe('read');
  expect(noRedis.away()).toBe('none');
});

const connections = (info: string) => Number(/total_connections_received:(\d+)/.exec(info)?.[1]);

async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await holds())) await new Promise(resolve => setTimeout(resolve, 5));
}
