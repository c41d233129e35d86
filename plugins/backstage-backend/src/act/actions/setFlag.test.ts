import { setFlag } from './setFlag';

const step = (params: Record<string, string | number | boolean>) => ({ action: 'set-flag', target: 'payment', params });

test.each<{ params: Record<string, string | number | boolean>; says: string }>([
  { params: { flag: 'partner', value: 'secondary' }, says: 'Set flag partner to secondary' },
  { params: { flag: 'new-cart', value: false }, says: 'Set flag new-cart to false' },
])('$says', ({ params, says }) => {
  expect(setFlag.objection(step(params))).toBeUndefined();
  expect(setFlag.describe(step(params))).toBe(says);
});

test.each<{ name: string; params: Record<string, string | number | boolean> }>([
  { name: 'no flag', params: { value: true } },
  { name: 'every flag', params: { flag: '*', value: true } },
  { name: 'no value', params: { flag: 'partner' } },
  { name: 'a value without end', params: { flag: 'partner', value: 'x'.repeat(1025) } },
])('refuses $name', ({ params }) => expect(setFlag.objection(step(params))).toBeDefined());
