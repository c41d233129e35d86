import { drain } from './drain';

const step = (params: Record<string, string | number | boolean>) => ({ action: 'drain', target: 'node-2', params });

test.each<{ params: Record<string, string | number | boolean>; says: string }>([
  { params: { node: 'node-2', drained: true }, says: 'Drain node node-2' },
  { params: { node: 'node-2', drained: false }, says: 'Let node node-2 take pods again' },
])('$says', ({ params, says }) => {
  expect(drain.objection(step(params))).toBeUndefined();
  expect(drain.describe(step(params))).toBe(says);
});

test.each<{ name: string; params: Record<string, string | number | boolean> }>([
  { name: 'every node', params: { node: '*', drained: true } },
  { name: 'a node that is not the target', params: { node: 'node-3', drained: true } },
  { name: 'no state', params: { node: 'node-2' } },
])('refuses $name', ({ params }) => expect(drain.objection(step(params))).toBeDefined());
