import { expandClaim } from './expandClaim';

const step = (params: Record<string, string | number | boolean>) => ({
  action: 'expand-claim',
  target: 'cart-data',
  params,
});

test('says how far, and that this is storage', () => {
  const grown = step({ claim: 'cart-data', sizeGiB: 20 });
  expect(expandClaim.objection(grown)).toBeUndefined();
  expect(expandClaim.describe(grown)).toBe('Let volume claim cart-data grow to 20 GiB');
  expect(expandClaim.wants?.(grown)).toEqual({ storageGiB: 20 });
});

test('G-14 has no way back, so that a rule has to name it or two people have to agree', () => {
  expect(expandClaim.reversible).toBe('irreversible');
});

test.each<{ name: string; params: Record<string, string | number | boolean> }>([
  { name: 'G-62 more than the ceiling', params: { claim: 'cart-data', sizeGiB: 16_385 } },
  { name: 'nothing', params: { claim: 'cart-data', sizeGiB: 0 } },
  { name: 'half a gibibyte', params: { claim: 'cart-data', sizeGiB: 1.5 } },
  { name: 'every claim', params: { claim: '*', sizeGiB: 20 } },
  { name: 'one that is not the target', params: { claim: 'other', sizeGiB: 20 } },
])('refuses $name', ({ params }) => expect(expandClaim.objection(step(params))).toBeDefined());
