import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Step } from '@autocura/common';
import { granted } from '../plan';
import { now } from '../plan/examples';
import { actions } from './actions';
import { parsePolicy } from './policyFile';

const read = (file: string) => parsePolicy(readFileSync(resolve(__dirname, '../../../../provisioning', file), 'utf8'));
const on = (action: string, service: string): Step => ({ action, target: service, params: { service } });
const known = actions.map(({ id }) => id);

describe.each(['demo/policy.yaml', 'policy.example.yaml'])('%s', file => {
  test('names only actions that exist', () => {
    expect(known).toEqual(expect.arrayContaining(read(file).flatMap(({ match }) => match.action ?? [])));
  });
});

describe("the shop's policy", () => {
  const rules = read('demo/policy.yaml');
  const grant = (step: Step) => granted({ rules }, step, 'any', now);

  test.each([
    ...['restart', 'roll-back', 'restore-config', 'scale', 'clean-scratch'].map(action => on(action, 'cart')),
    { action: 'set-flag', target: 'payment', params: { flag: 'payment.partner', value: 'secondary' } },
    { action: 'terminate-blocker', target: 'postgres', params: {} },
  ])('$action $target runs by itself', step => expect(grant(step)).toMatchObject({ mode: 'auto', named: true }));

  test('its database is restarted by itself when it is down, and for nothing else', () => {
    const step = on('restart-database', 'postgres');
    expect(granted({ rules }, step, 'database-down', now)).toMatchObject({ mode: 'auto', named: true });
    expect(granted({ rules }, step, 'database-lock', now).mode).toBe('propose');
  });

  test.each([on('restart', 'postgres'), on('restart', 'bank'), on('webhook', 'cart'), on('terminate-blocker', 'cart')])(
    '$action $target does not',
    step => expect(grant(step).mode).toBe('propose'),
  );

  test('what takes something away from shoppers needs a yes', () => {
    expect(grant(on('shed-load', 'gateway')).mode).toBe('approve');
  });

  test('its limits are those of a place where faults last seconds', () => {
    expect(grant(on('restart', 'cart')).limits).toMatchObject({ cooldownMs: 15_000, interruptLastReplica: true });
  });
});

test('the example grants nothing on payments', () => {
  expect(granted({ rules: read('policy.example.yaml') }, on('restart', 'payment'), 'memory-leak', now).mode).toBe(
    'observe',
  );
});
