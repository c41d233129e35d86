import { execFileSync } from 'node:child_process';
import { realRedis, type RealRedis } from '../../testSupport/realRedis';
import { acting } from '../act';
import { redisRunner, type RedisServer, type RedisSettings } from './redisRunner';
import type { Leave } from './runner';

describe('acting on Redis', () => {
  let redis: RealRedis;
  beforeEach(async () => {
    redis = await realRedis();
  });
  afterEach(() => redis.stop());

  const runner = ({ server, ...about }: Partial<RedisSettings> & { server?: Partial<RedisServer> } = {}) =>
    redisRunner({
      servers: { cache: { url: redis.url, prefixes: ['cart:'], perSecond: 1_000_000, ...server } },
      timeoutMs: 5_000,
      ...about,
    });
  const on = { service: 'cache', prefix: 'cart:' };
  const flush = (about?: Parameters<typeof runner>[0], leave?: Leave) =>
    runner(about).run('flush-prefix', on, 'k', leave);
  const fill = async (count: number) => {
    await redis.ask('EVAL', `for i=1,${count} do redis.call('SET', 'cart:' .. i, i) end`, '0');
    for (const other of ['cart2:1', 'xcart:1', 'orders:1']) await redis.ask('SET', other, '1');
  };
  const left = async () => Number(await redis.ask('DBSIZE'));
  /** Calls each time right before something is deleted, with how often it was called before. */
  const leave = (rightBefore: (calls: number) => void): Leave => {
    let calls = 0;
    return {
      incidentId: 'i',
      fence: 1,
      signal: new AbortController().signal,
      left: () => {
        rightBefore(calls++);
        return 5_000;
      },
    };
  };
  const end = (run: Promise<unknown>) =>
    run.then(
      result => ({ when: 'done', message: String(result) }),
      ({ when, message }: { when: string; message: string }) => ({ when, message }),
    );

  test('deletes what begins so, counts it, and leaves the rest', async () => {
    await fill(1_000);
    expect(await flush()).toBe('1000 keys deleted');
    expect(((await redis.ask('KEYS', '*')) as string[]).sort()).toEqual(['cart2:1', 'orders:1', 'xcart:1']);
    const asked = String(await redis.ask('INFO', 'commandstats'));
    expect(asked).toContain('cmdstat_unlink');
    expect(asked).not.toMatch(/cmdstat_(flush|del:)/);
  });

  test('G-36 the same again deletes nothing', async () => {
    await fill(10);
    await flush();
    expect(await flush()).toBe('0 keys deleted');
  });

  test('what was there cannot be told for a way back', async () => {
    expect(await runner().state('flush-prefix', on)).toBeUndefined();
  });

  describe('G-12 nothing else can be meant', () => {
    test.each([
      { name: 'a prefix that is not listed', params: { service: 'cache', prefix: 'orders:' } },
      { name: 'a wider one', params: { service: 'cache', prefix: 'cart' } },
      { name: 'a server that is not listed', params: { service: 'constructor', prefix: 'cart:' } },
    ])('$name', async ({ params }) => {
      await fill(1);
      await expect(runner().run('flush-prefix', params, 'k')).rejects.toMatchObject({ when: 'refused' });
      expect(await left()).toBe(4);
    });

    test('a narrower one can', async () => {
      await fill(20);
      await redis.ask('SET', 'cart:eu:1', '1');
      expect(await runner().run('flush-prefix', { ...on, prefix: 'cart:eu:' }, 'k')).toBe('1 key deleted');
    });
  });

  test('a pattern in a prefix that slipped through is refused all the same', async () => {
    await fill(1);
    await expect(runner().run('flush-prefix', { ...on, prefix: '*' }, 'k')).rejects.toMatchObject({ when: 'refused' });
  });

  test('no more keys a second than it is told', async () => {
    await fill(500);
    const began = performance.now();
    await flush({ server: { perSecond: 1_000 } });
    expect(performance.now() - began).toBeGreaterThanOrEqual(490);
  });

  describe('with the rights of its own user', () => {
    const as = (user: string) => redis.url.replace('redis://', `redis://${user}:secret@`);
    beforeEach(async () => {
      await fill(5);
      await redis.ask('ACL', 'SETUSER', 'autocura', 'on', '>secret', '~cart:*', '+scan', '+unlink', '+info');
      await redis.ask('ACL', 'SETUSER', 'onlooker', 'on', '>secret', '~cart:*', '+scan', '+info');
    });

    test('it does what it must', async () => {
      expect(await flush({ server: { url: as('autocura') } })).toBe('5 keys deleted');
    });

    test.each(['onlooker', 'nobody'])('it is refused what it may not: %s', async user => {
      expect(await end(flush({ server: { url: as(user) } }))).toMatchObject({
        when: 'refused',
        message: expect.not.stringContaining('secret'),
      });
      expect(await left()).toBe(8);
    });
  });

  test('a replica refuses', async () => {
    await fill(5);
    await redis.ask('REPLICAOF', '127.0.0.1', '1');
    expect(await end(flush())).toMatchObject({ when: 'refused', message: expect.stringContaining('READONLY') });
  });

  test('a cluster, of which we would see one node, is refused', async () => {
    const cluster = await realRedis('--cluster-enabled', 'yes');
    try {
      expect(await end(flush({ server: { url: cluster.url } }))).toMatchObject({ when: 'refused' });
    } finally {
      await cluster.stop();
    }
  });

  test('G-35 nothing is deleted once the leave has run out', async () => {
    await fill(5);
    const over = { ...leave(() => undefined), left: () => 0 };
    expect(await end(flush({}, over))).toMatchObject({ when: 'before' });
    expect(await left()).toBe(8);
  });

  describe('G-37 in the middle of it', () => {
    const midway = async (what: () => void, about?: Parameters<typeof runner>[0], at = 2) => {
      await fill(2_000);
      let calls = 0;
      const { act } = acting({ runners: { default: runner({ timeoutMs: 300, ...about }) }, retryAfterMs: [0, 0] });
      const telling = leave(already => {
        calls += 1;
        if (already === at) what();
      });
      const ended = await end(act({ action: 'flush-prefix', target: 'cache', params: on }, 'k', telling));
      return { ...ended, calls };
    };

    test('the server is killed: what was deleted is counted, and nothing is repeated', async () => {
      const { when, message, calls } = await midway(() => redis.server.kill('SIGKILL'));
      expect([when, calls]).toEqual(['unknown', 3]);
      expect(message).toMatch(/; \d{3} keys were deleted before$/);
    });

    test('the server hangs at the first of it: it may have happened', async () => {
      const { when, message, calls } = await midway(() => redis.server.kill('SIGSTOP'), {}, 0);
      redis.server.kill('SIGCONT');
      expect([when, calls]).toEqual(['unknown', 1]);
      expect(message).toContain('0 keys were deleted before');
    });

    test('the server hangs: likewise', async () => {
      const { when, message, calls } = await midway(() => redis.server.kill('SIGSTOP'));
      redis.server.kill('SIGCONT');
      expect([when, calls]).toEqual(['unknown', 3]);
      expect(message).toMatch(/no answer within 300 ms; \d{3} keys were deleted before$/);
    });

    test('the server is slow: all is done', async () => {
      const { when, message } = await midway(
        () => {
          redis.server.kill('SIGSTOP');
          setTimeout(() => redis.server.kill('SIGCONT'), 100);
        },
        { timeoutMs: 5_000 },
      );
      expect([when, message]).toEqual(['done', '2000 keys deleted']);
      expect(await left()).toBe(3);
    });

    test('it takes too long: what was deleted is counted', async () => {
      const { when, message } = await midway(() => undefined, { deadlineMs: 100, server: { perSecond: 1_000 } });
      expect(when).toBe('unknown');
      expect(message).toContain('not done after 100 ms');
      expect(await left()).toBeGreaterThan(3);
    });

    test('the right is taken away: what was deleted is counted', async () => {
      await redis.ask('ACL', 'SETUSER', 'autocura', 'on', '>secret', '~cart:*', '+scan', '+unlink', '+info');
      const url = redis.url.replace('redis://', 'redis://autocura:secret@');
      const take = ['-p', String(redis.port), 'ACL', 'SETUSER', 'autocura', '-unlink'];
      const { when, message, calls } = await midway(() => execFileSync('redis-cli', take), { server: { url } });
      expect([when, calls]).toEqual(['unknown', 3]);
      expect(message).toMatch(/NOPERM.*; \d{3} keys were deleted before$/);
    });

    test('the leave is lost: it stops', async () => {
      const lost = new AbortController();
      await fill(2_000);
      const leaving = { ...leave(calls => calls === 1 && lost.abort()), signal: lost.signal };
      const { when } = await end(flush({}, leaving));
      expect(when).toBe('unknown');
      expect(await left()).toBeGreaterThan(3);
    });
  });

  test('G-37 nobody listens: nothing was done', async () => {
    await redis.stop();
    expect(await end(flush())).toMatchObject({ when: 'before' });
  });

  test('G-37 the server hangs before anything was deleted: nothing was done', async () => {
    await fill(5);
    redis.server.kill('SIGSTOP');
    expect(await end(flush({ timeoutMs: 200 }))).toMatchObject({ when: 'before' });
    redis.server.kill('SIGCONT');
    expect(await left()).toBe(8);
  });
});
