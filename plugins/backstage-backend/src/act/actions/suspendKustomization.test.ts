import { suspendKustomization } from './suspendKustomization';

type Params = Record<string, string | number | boolean>;
const step = (params: Params) => ({ action: 'suspend-kustomization', target: 'shop', params });

test.each<{ params: Params; says: string }>([
  { params: { kustomization: 'shop', suspended: true }, says: 'Stop Flux from reconciling kustomization shop' },
  { params: { kustomization: 'shop', suspended: false }, says: 'Let Flux reconcile kustomization shop again' },
])('$says', ({ params, says }) => {
  expect(suspendKustomization.objection(step(params))).toBeUndefined();
  expect(suspendKustomization.describe(step(params))).toBe(says);
});

test.each<{ name: string; params: Params }>([
  { name: 'every kustomization', params: { kustomization: '*', suspended: true } },
  { name: 'one that is not the target', params: { kustomization: 'other', suspended: true } },
  { name: 'no state', params: { kustomization: 'shop' } },
])('refuses $name', ({ params }) => expect(suspendKustomization.objection(step(params))).toBeDefined());
