import { scale } from './scale';

const step = (params: Record<string, string | number | boolean>) => ({ action: 'scale', target: 'cart', params });

test.each<{ params: Record<string, string | number | boolean>; says: string }>([
  { params: { service: 'cart', replicas: 1 }, says: 'Run 1 replica of cart' },
  { params: { service: 'cart', replicas: 20 }, says: 'Run 20 replicas of cart' },
])('$says', ({ params, says }) => {
  expect(scale.objection(step(params))).toBeUndefined();
  expect(scale.describe(step(params))).toBe(says);
});

test.each<{ name: string; params: Record<string, string | number | boolean> }>([
  { name: 'scaling to none', params: { service: 'cart', replicas: 0 } },
  { name: 'G-62 more than the ceiling', params: { service: 'cart', replicas: 21 } },
  { name: 'half a replica', params: { service: 'cart', replicas: 1.5 } },
  { name: 'not a number', params: { service: 'cart', replicas: NaN } },
  { name: 'one more', params: { service: 'cart', replicas: '+1' } },
])('refuses $name', ({ params }) => expect(scale.objection(step(params))).toBeDefined());

test('says how many it leaves', () => expect(scale.leaves?.(step({ service: 'cart', replicas: 3 }))).toBe(3));
