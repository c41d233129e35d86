import { setMemory } from './setMemory';

const step = (params: Record<string, string | number | boolean>) => ({ action: 'set-memory', target: 'cart', params });

test.each<{ params: Record<string, string | number | boolean>; says: string }>([
  { params: { service: 'cart', container: 'main', memoryMiB: 512 }, says: 'Limit main of cart to 512 MiB of memory' },
])('$says', ({ params, says }) => {
  expect(setMemory.objection(step(params))).toBeUndefined();
  expect(setMemory.describe(step(params))).toBe(says);
});

test.each<{ name: string; params: Record<string, string | number | boolean> }>([
  { name: 'G-62 more than the ceiling', params: { service: 'cart', container: 'main', memoryMiB: 16385 } },
  { name: 'none', params: { service: 'cart', container: 'main', memoryMiB: 0 } },
  { name: 'every container', params: { service: 'cart', container: '*', memoryMiB: 512 } },
])('refuses $name', ({ params }) => expect(setMemory.objection(step(params))).toBeDefined());
