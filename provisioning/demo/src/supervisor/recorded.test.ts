import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BadParamError } from './actions';
import type { Action } from './actions';
import { actsIn, recorded } from './recorded';

const now = () => undefined;
const actions: Record<string, Action> = {
  restart: { run: async params => params, now },
  break: { run: () => Promise.reject(new Error('it does not come up')), now },
  refuse: { run: () => Promise.reject(new BadParamError('service', 'must name a service')), now },
};

test('what was begun is written down, though it failed, and not what was refused', async () => {
  const file = join(mkdtempSync(join(tmpdir(), 'recorded-')), 'acts.jsonl');
  expect(actsIn(file)).toEqual([]);
  const { restart, break: breaks, refuse } = recorded(actions, file);
  await expect(restart?.run({ service: 'cart' })).resolves.toEqual({ service: 'cart' });
  await expect(refuse?.run({ service: 'nobody' })).rejects.toThrow('must name a service');
  await expect(breaks?.run({ service: 'orders' })).rejects.toThrow('does not come up');
  expect(actsIn(file)).toMatchObject([
    { action: 'restart', params: { service: 'cart' } },
    { action: 'break', params: { service: 'orders' } },
  ]);
});

test('an act is written down before it comes to an end', async () => {
  const file = join(mkdtempSync(join(tmpdir(), 'recorded-')), 'acts.jsonl');
  let end = () => {};
  const lasting = new Promise<void>(resolve => (end = resolve));
  const { wait } = recorded({ wait: { run: () => lasting.then(() => ({})), now } }, file);
  const running = wait?.run({});
  expect(actsIn(file)).toHaveLength(1);
  end();
  await running;
  expect(actsIn(file)).toHaveLength(1);
});
