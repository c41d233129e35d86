import { restart } from './restart';

const step = (params: Record<string, string | number | boolean>) => ({ action: 'restart', target: 'cart', params });

test.each<{ params: Record<string, string | number | boolean>; says: string }>([
  { params: { service: 'cart' }, says: 'Restart cart' },
])('$says', ({ params, says }) => {
  expect(restart.objection(step(params))).toBeUndefined();
  expect(restart.describe(step(params))).toBe(says);
});

test.each<{ name: string; params: Record<string, string | number | boolean> }>([
  { name: 'every service', params: { service: '*' } },
  { name: 'no service', params: {} },
  { name: 'what it does not know', params: { service: 'cart', force: true } },
])('refuses $name', ({ params }) => expect(restart.objection(step(params))).toBeDefined());

test('takes running replicas away', () => expect(restart.interrupts).toBe(true));
