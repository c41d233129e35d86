import { setAutoscaler } from './setAutoscaler';

const step = (params: Record<string, string | number | boolean>) => ({
  action: 'set-autoscaler',
  target: 'cart',
  params,
});

test.each<{ params: Record<string, string | number | boolean>; says: string }>([
  { params: { service: 'cart', min: 2, max: 8 }, says: 'Let cart scale between 2 and 8 replicas' },
])('$says', ({ params, says }) => {
  expect(setAutoscaler.objection(step(params))).toBeUndefined();
  expect(setAutoscaler.describe(step(params))).toBe(says);
});

test.each<{ name: string; params: Record<string, string | number | boolean> }>([
  { name: 'G-62 more than the ceiling', params: { service: 'cart', min: 2, max: 21 } },
  { name: 'none', params: { service: 'cart', min: 0, max: 2 } },
  { name: 'bounds the wrong way round', params: { service: 'cart', min: 5, max: 2 } },
])('refuses $name', ({ params }) => expect(setAutoscaler.objection(step(params))).toBeDefined());
