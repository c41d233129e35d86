import { suspendHelmRelease } from './suspendHelmRelease';

type Params = Record<string, string | number | boolean>;
const step = (params: Params) => ({ action: 'suspend-helm-release', target: 'shop', params });

test.each<{ params: Params; says: string }>([
  { params: { helmRelease: 'shop', suspended: true }, says: 'Stop Flux from reconciling Helm release shop' },
  { params: { helmRelease: 'shop', suspended: false }, says: 'Let Flux reconcile Helm release shop again' },
])('$says', ({ params, says }) => {
  expect(suspendHelmRelease.objection(step(params))).toBeUndefined();
  expect(suspendHelmRelease.describe(step(params))).toBe(says);
});

test.each<{ name: string; params: Params }>([
  { name: 'every release', params: { helmRelease: '*', suspended: true } },
  { name: 'one that is not the target', params: { helmRelease: 'other', suspended: true } },
  { name: 'no state', params: { helmRelease: 'shop' } },
])('refuses $name', ({ params }) => expect(suspendHelmRelease.objection(step(params))).toBeDefined());
