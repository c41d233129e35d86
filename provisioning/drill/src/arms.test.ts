import type { Change } from '../../demo/src/supervisor/changeFeed';
import { reactionOf } from './arms';
import type { Arm } from './types';

const start = Date.parse('2026-01-01T12:00:00Z');

function armed(
  arm: Arm,
  { changes = [] as Change[], refuses = '', remedies = [] as { action: string; params: object }[] } = {},
) {
  let now = start;
  const acts: string[] = [];
  const react = reactionOf[arm]({
    changes: () => changes,
    now: () => now,
    truth: { services: [], modes: [], mayTouch: [], remedies: remedies as never },
    act: async (action, params) => {
      acts.push([action, ...Object.values(params)].join(' '));
      return action !== refuses;
    },
  });
  return { react, acts, later: (seconds: number) => (now += seconds * 1000) };
}

const change = (kind: Change['kind'], service: string, rest: Partial<Change>, minutesAgo = 1): Change => ({
  id: `${kind} ${service} ${rest.to}`,
  kind,
  service,
  at: new Date(start - minutesAgo * 60_000).toISOString(),
  summary: '',
  ...rest,
});

test.each(['autocura', 'none'] as const)('%s does nothing of its own', async arm => {
  const { react, acts } = armed(arm, { remedies: [{ action: 'restart', params: { service: 'cart' } }] });
  await react('cart');
  expect(acts).toEqual([]);
});

describe('restart', () => {
  test('each service at most once a minute and three times in all', async () => {
    const { react, acts, later } = armed('restart');
    await react('cart');
    await react('orders');
    later(59);
    await react('cart');
    expect(acts).toEqual(['restart cart', 'restart orders']);
    for (let minute = 0; minute < 5; minute += 1) {
      later(60);
      await react('cart');
    }
    expect(acts.filter(act => act === 'restart cart')).toHaveLength(3);
  });
});

describe('rollback-or-restart', () => {
  const release = change('deploy', 'cart', { from: '1.4.2', to: '1.5.0' }, 3);
  const flag = change('flag', 'gateway', { key: 'gateway.banner', from: 'none', to: 'new-season' }, 2);

  test('takes back a change of the service that alerts, though another is newer', async () => {
    const { react, acts } = armed('rollback-or-restart', { changes: [flag, release] });
    await react('cart');
    expect(acts).toEqual(['roll-back cart 1.4.2']);
  });

  test('else the newest of any service, then the next, and restarts when there is none left', async () => {
    const { react, acts } = armed('rollback-or-restart', { changes: [flag, release] });
    for (const service of ['orders', 'orders', 'orders']) await react(service);
    expect(acts).toEqual(['set-flag gateway.banner none', 'roll-back cart 1.4.2', 'restart orders']);
  });

  test('leaves alone what is ten minutes old, and what it brought about itself', async () => {
    const changes = [change('deploy', 'cart', { from: '1', to: '2' }, 10), release];
    const { react, acts } = armed('rollback-or-restart', { changes });
    await react('cart');
    changes.unshift({ ...release, id: 'back', from: '1.5.0', to: '1.4.2' });
    await react('cart');
    expect(acts).toEqual(['roll-back cart 1.4.2', 'restart cart']);
  });

  test('goes on to the next when a change cannot be taken back', async () => {
    const unknown = change('config', 'cart', { from: '1', to: '3' });
    const config = change('config', 'cart', { key: 'cart-config', from: '1', to: '2' });
    const { react, acts } = armed('rollback-or-restart', {
      changes: [unknown, config, release],
      refuses: 'restore-config',
    });
    await react('cart');
    expect(acts).toEqual(['restore-config cart cart-config 1', 'roll-back cart 1.4.2']);
  });
});

describe('oracle', () => {
  const remedies = [
    { action: 'set-flag', params: { flag: 'a', value: 'b' } },
    { action: 'restart', params: { service: 'cart' } },
  ];

  test('takes the right remedy at the first alert, and no other one', async () => {
    const { react, acts } = armed('oracle', { remedies });
    await react('gateway');
    await react('cart');
    expect(acts).toEqual(['set-flag a b']);
  });

  test('does nothing where nothing is to be done', async () => {
    const { react, acts } = armed('oracle');
    await react('gateway');
    expect(acts).toEqual([]);
  });
});
