import { cleanScratch } from './cleanScratch';

const step = (params: Record<string, string | number | boolean>) => ({
  action: 'clean-scratch',
  target: 'cart',
  params,
});

test.each<{ params: Record<string, string | number | boolean>; says: string }>([
  { params: { service: 'cart' }, says: 'Delete the scratch files of cart' },
])('$says', ({ params, says }) => {
  expect(cleanScratch.objection(step(params))).toBeUndefined();
  expect(cleanScratch.describe(step(params))).toBe(says);
});

test.each<{ name: string; params: Record<string, string | number | boolean> }>([
  { name: 'a path of somebody else', params: { service: 'cart', path: '/' } },
  { name: 'a service upwards', params: { service: 'cart/../orders' } },
])('refuses $name', ({ params }) => expect(cleanScratch.objection(step(params))).toBeDefined());

test('cannot be taken back', () => expect(cleanScratch.reversible).toBe('irreversible'));
