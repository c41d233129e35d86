import { shedLoad } from './shedLoad';

const step = (params: Record<string, string | number | boolean>) => ({ action: 'shed-load', target: 'cart', params });

test.each<{ params: Record<string, string | number | boolean>; says: string }>([
  { params: { service: 'cart', share: 0.9 }, says: 'Refuse 90 % of the requests to cart' },
  { params: { service: 'cart', share: 0 }, says: 'Let all requests to cart through' },
])('$says', ({ params, says }) => {
  expect(shedLoad.objection(step(params))).toBeUndefined();
  expect(shedLoad.describe(step(params))).toBe(says);
});

test.each<{ name: string; params: Record<string, string | number | boolean> }>([
  { name: 'G-62 shedding everything', params: { service: 'cart', share: 1 } },
  { name: 'percent for a share', params: { service: 'cart', share: 50 } },
  { name: 'less than nothing', params: { service: 'cart', share: -0.1 } },
])('refuses $name', ({ params }) => expect(shedLoad.objection(step(params))).toBeDefined());
