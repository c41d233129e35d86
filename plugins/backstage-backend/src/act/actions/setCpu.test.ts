import { setCpu } from './setCpu';

const step = (params: Record<string, string | number | boolean>) => ({ action: 'set-cpu', target: 'cart', params });

test.each<{ params: Record<string, string | number | boolean>; says: string }>([
  { params: { service: 'cart', container: 'main', cpuMilli: 500 }, says: 'Limit main of cart to 0.5 CPU' },
  { params: { service: 'cart', container: 'main', cpuMilli: 2000 }, says: 'Limit main of cart to 2 CPU' },
])('$says', ({ params, says }) => {
  expect(setCpu.objection(step(params))).toBeUndefined();
  expect(setCpu.describe(step(params))).toBe(says);
  expect(setCpu.wants?.(step(params))).toEqual({ cpuMilli: params.cpuMilli });
});

test.each<{ name: string; params: Record<string, string | number | boolean> }>([
  { name: 'G-62 more than the ceiling', params: { service: 'cart', container: 'main', cpuMilli: 32_001 } },
  { name: 'none', params: { service: 'cart', container: 'main', cpuMilli: 0 } },
  { name: 'every container', params: { service: 'cart', container: '*', cpuMilli: 500 } },
])('refuses $name', ({ params }) => expect(setCpu.objection(step(params))).toBeDefined());
