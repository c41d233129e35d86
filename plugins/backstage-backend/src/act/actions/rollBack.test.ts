import { rollBack } from './rollBack';

const step = (params: Record<string, string | number | boolean>) => ({ action: 'roll-back', target: 'cart', params });

test.each<{ params: Record<string, string | number | boolean>; says: string }>([
  { params: { service: 'cart', version: '1' }, says: 'Roll cart back to version 1' },
  { params: { service: 'cart', version: 'v1.2.3-rc.1+build' }, says: 'Roll cart back to version v1.2.3-rc.1+build' },
])('$says', ({ params, says }) => {
  expect(rollBack.objection(step(params))).toBeUndefined();
  expect(rollBack.describe(step(params))).toBe(says);
});

test.each<{ name: string; params: Record<string, string | number | boolean> }>([
  { name: 'no version', params: { service: 'cart' } },
  { name: 'an empty version', params: { service: 'cart', version: '' } },
  { name: 'a version with a shell in it', params: { service: 'cart', version: '1; reboot' } },
])('refuses $name', ({ params }) => expect(rollBack.objection(step(params))).toBeDefined());
