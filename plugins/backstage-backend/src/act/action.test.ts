import { portuguese, type Step } from '@autocura/common';
import fc from 'fast-check';
import { UnsoundStepError } from './action';
import { actions } from './actions';
import { recordingRunner } from './examples';

const examples: Record<string, Step> = {
  restart: { action: 'restart', target: 'cart', params: { service: 'cart' } },
  'restart-database': { action: 'restart-database', target: 'cart', params: { service: 'cart' } },
  'replace-slot': { action: 'replace-slot', target: 'cart', params: { service: 'cart', slot: 1 } },
  'roll-back': { action: 'roll-back', target: 'cart', params: { service: 'cart', version: '1' } },
  'restore-config': {
    action: 'restore-config',
    target: 'cart',
    params: { service: 'cart', config: 'cart-config', version: '1' },
  },
  scale: { action: 'scale', target: 'cart', params: { service: 'cart', replicas: 3 } },
  'set-flag': { action: 'set-flag', target: 'payment', params: { flag: 'partner', value: 'secondary' } },
  'shed-load': { action: 'shed-load', target: 'cart', params: { service: 'cart', share: 0.5 } },
  'set-retries': { action: 'set-retries', target: 'cart', params: { service: 'cart', max: 0 } },
  'cancel-blocker': { action: 'cancel-blocker', target: 'cart', params: { service: 'cart' } },
  'terminate-blocker': { action: 'terminate-blocker', target: 'cart', params: { service: 'cart' } },
  'clean-scratch': { action: 'clean-scratch', target: 'cart', params: { service: 'cart' } },
  'evict-pod': { action: 'evict-pod', target: 'cart', params: { service: 'cart', pod: 'cart-7f9-x2' } },
  'set-autoscaler': { action: 'set-autoscaler', target: 'cart', params: { service: 'cart', min: 2, max: 8 } },
  cordon: { action: 'cordon', target: 'node-2', params: { node: 'node-2', cordoned: true } },
  'suspend-cron-job': { action: 'suspend-cron-job', target: 'report', params: { cronJob: 'report', suspended: true } },
  'rerun-job': { action: 'rerun-job', target: 'import', params: { job: 'import' } },
  'set-memory': {
    action: 'set-memory',
    target: 'cart',
    params: { service: 'cart', container: 'main', memoryMiB: 512 },
  },
  drain: { action: 'drain', target: 'node-2', params: { node: 'node-2', drained: true } },
  'abort-rollout': { action: 'abort-rollout', target: 'cart', params: { service: 'cart', aborted: true } },
  'promote-rollout': { action: 'promote-rollout', target: 'cart', params: { service: 'cart' } },
  'sync-application': { action: 'sync-application', target: 'shop', params: { application: 'shop' } },
  'roll-back-application': {
    action: 'roll-back-application',
    target: 'shop',
    params: { application: 'shop', deployment: 3 },
  },
  'suspend-kustomization': {
    action: 'suspend-kustomization',
    target: 'shop',
    params: { kustomization: 'shop', suspended: true },
  },
  'suspend-helm-release': {
    action: 'suspend-helm-release',
    target: 'shop',
    params: { helmRelease: 'shop', suspended: true },
  },
  'set-cpu': { action: 'set-cpu', target: 'cart', params: { service: 'cart', container: 'main', cpuMilli: 500 } },
  'expand-claim': { action: 'expand-claim', target: 'cart-data', params: { claim: 'cart-data', sizeGiB: 20 } },
  'flush-prefix': { action: 'flush-prefix', target: 'cart', params: { service: 'cart', prefix: 'cart:' } },
  'run-job': { action: 'run-job', target: 'cart', params: { service: 'cart', job: 'purge', region: 'eu' } },
  'run-reversible-job': {
    action: 'run-reversible-job',
    target: 'cart',
    params: { service: 'cart', job: 'purge', region: 'eu' },
  },
  webhook: { action: 'webhook', target: 'cart', params: { name: 'flush-cdn', region: 'eu' } },
};

/** How the example is taken back, where another action does that. */
const ways: Record<string, Step> = {
  'promote-rollout': { action: 'abort-rollout', target: 'cart', params: { service: 'cart', aborted: true } },
  'sync-application': {
    action: 'roll-back-application',
    target: 'shop',
    params: { application: 'shop', deployment: 2 },
  },
};

test('every action has another id', () => {
  expect(new Set(actions.map(({ id }) => id)).size).toBe(actions.length);
});

describe.each(actions)('$id', action => {
  const step = examples[action.id];
  if (!step) throw new Error(`an example of ${action.id} is missing`);

  test('accepts a sound step and describes it', () => {
    expect(action.objection(step)).toBeUndefined();
    expect(action.describe(step)).toMatch(/^[A-Z]/);
  });

  test('is told in Portuguese too, with the same names', () => {
    const says = action.describe(step);
    const told = portuguese.planned({ step, says });
    expect(told).not.toBe(says);
    const names = Object.values(step.params).filter(value => typeof value === 'string');
    names.filter(name => says.includes(name)).forEach(name => expect(told).toContain(name));
  });

  test.each(['', ' '])('G-12 refuses the empty target "%s"', async target => {
    const { runner, ran } = recordingRunner();
    expect(action.objection({ ...step, target })).toBe('it names no target');
    await expect(action.run({ ...step, target }, 'k', runner)).rejects.toThrow(UnsoundStepError);
    expect(ran).toEqual([]);
  });

  test('hands its parameters and the key to the runner, and the same step twice is the same call twice', async () => {
    const { runner, ran } = recordingRunner();
    await action.run(step, 'k', runner);
    await action.run(step, 'k', runner);
    expect(ran).toEqual([0, 1].map(() => ({ action: action.id, params: step.params, key: 'k' })));
  });

  test('G-53 says how to take it back exactly when it is reversible, by what was before', async () => {
    const way = ways[action.id] ?? step;
    const { runner, asked } = recordingRunner(way.params);
    const back = await action.wayBack(step, runner);
    expect(back).toEqual(action.reversible === 'reversible' ? way : undefined);
    expect(asked.length).toBe(action.reversible === 'reversible' ? 1 : 0);
    if (back) expect(actions.find(({ id }) => id === way.action)?.objection(back)).toBeUndefined();
  });

  test('has no way back where there is no earlier state', async () => {
    expect(await action.wayBack(step, recordingRunner(undefined).runner)).toBeUndefined();
  });

  test('G-40 no parameter gets past its bounds as something else', () => {
    const junk = fc.oneof(
      fc.constantFrom('*', '.*', '../etc', '; rm -rf /', '$(id)', 'a b', '', '-x', 'cart\n'),
      fc.float(),
    );
    for (const key of Object.keys(step.params).filter(name =>
      ['service', 'claim', 'flag', 'version', 'name', 'prefix', 'job'].includes(name),
    )) {
      fc.assert(
        fc.property(junk, value => {
          const target = key === 'service' && typeof value === 'string' ? value : step.target;
          expect(action.objection({ ...step, target, params: { ...step.params, [key]: value } })).toBeDefined();
        }),
      );
    }
  });
});

describe('a step whose target is not what it changes', () => {
  test.each(actions.filter(({ id }) => examples[id]?.params.service !== undefined))('$id is refused', action => {
    const step = examples[action.id];
    expect(step && action.objection({ ...step, target: 'orders' })).toBe('its target is orders, not cart');
  });
});
