import { cordon } from './cordon';

const step = (params: Record<string, string | number | boolean>) => ({ action: 'cordon', target: 'node-2', params });

test.each<{ params: Record<string, string | number | boolean>; says: string }>([
  { params: { node: 'node-2', cordoned: true }, says: 'Cordon node node-2' },
  { params: { node: 'node-2', cordoned: false }, says: 'Uncordon node node-2' },
])('$says', ({ params, says }) => {
  expect(cordon.objection(step(params))).toBeUndefined();
  expect(cordon.describe(step(params))).toBe(says);
});

test.each<{ name: string; params: Record<string, string | number | boolean> }>([
  { name: 'every node', params: { node: '*', cordoned: true } },
  { name: 'a node that is not the target', params: { node: 'node-3', cordoned: true } },
  { name: 'no state', params: { node: 'node-2' } },
])('refuses $name', ({ params }) => expect(cordon.objection(step(params))).toBeDefined());
