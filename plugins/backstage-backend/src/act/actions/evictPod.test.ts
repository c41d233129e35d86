import { evictPod } from './evictPod';

const step = (params: Record<string, string | number | boolean>) => ({ action: 'evict-pod', target: 'cart', params });

test.each<{ params: Record<string, string | number | boolean>; says: string }>([
  { params: { service: 'cart', pod: 'cart-7f9-x2' }, says: 'Evict pod cart-7f9-x2 of cart' },
])('$says', ({ params, says }) => {
  expect(evictPod.objection(step(params))).toBeUndefined();
  expect(evictPod.describe(step(params))).toBe(says);
});

test.each<{ name: string; params: Record<string, string | number | boolean> }>([
  { name: 'every pod', params: { service: 'cart', pod: '*' } },
  { name: 'no pod', params: { service: 'cart' } },
])('refuses $name', ({ params }) => expect(evictPod.objection(step(params))).toBeDefined());
