import { setRetries } from './setRetries';

const step = (params: Record<string, string | number | boolean>) => ({ action: 'set-retries', target: 'cart', params });

test.each<{ params: Record<string, string | number | boolean>; says: string }>([
  { params: { service: 'cart', max: 0 }, says: 'Stop cart from retrying' },
  { params: { service: 'cart', max: 1 }, says: 'Let cart retry 1 time' },
  { params: { service: 'cart', max: 3 }, says: 'Let cart retry 3 times' },
])('$says', ({ params, says }) => {
  expect(setRetries.objection(step(params))).toBeUndefined();
  expect(setRetries.describe(step(params))).toBe(says);
});

test.each<{ name: string; params: Record<string, string | number | boolean> }>([
  { name: 'G-62 more than the ceiling', params: { service: 'cart', max: 6 } },
  { name: 'less than none', params: { service: 'cart', max: -1 } },
])('refuses $name', ({ params }) => expect(setRetries.objection(step(params))).toBeDefined());
