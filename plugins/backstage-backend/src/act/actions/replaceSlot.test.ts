import { replaceSlot } from './replaceSlot';

const step = (params: Record<string, string | number | boolean>) => ({
  action: 'replace-slot',
  target: 'cart',
  params,
});

test.each<{ params: Record<string, string | number | boolean>; says: string }>([
  { params: { service: 'cart', slot: 0 }, says: 'Replace replica 0 of cart' },
])('$says', ({ params, says }) => {
  expect(replaceSlot.objection(step(params))).toBeUndefined();
  expect(replaceSlot.describe(step(params))).toBe(says);
});

test.each<{ name: string; params: Record<string, string | number | boolean> }>([
  { name: 'no slot', params: { service: 'cart' } },
  { name: 'half a slot', params: { service: 'cart', slot: 0.5 } },
  { name: 'a slot before the first', params: { service: 'cart', slot: -1 } },
  { name: 'a slot in words', params: { service: 'cart', slot: 'all' } },
])('refuses $name', ({ params }) => expect(replaceSlot.objection(step(params))).toBeDefined());
