import { flushPrefix } from './flushPrefix';

const step = (params: Record<string, string | number | boolean>) => ({
  action: 'flush-prefix',
  target: 'cache',
  params,
});

test('says which keys are deleted', () => {
  const sound = step({ service: 'cache', prefix: 'cart:v2:' });
  expect(flushPrefix.objection(sound)).toBeUndefined();
  expect(flushPrefix.describe(sound)).toBe('Delete every key of cache that begins with cart:v2:');
});

test.each(['', ':', '*', 'cart:*', 'cart', 'c?rt:', 'cart:[a-z]:', 'cart\\:', 'cart: ', 'cart:\n', '{cart}:'])(
  'G-12 refuses the prefix "%s"',
  prefix => expect(flushPrefix.objection(step({ service: 'cache', prefix }))).toBeDefined(),
);

test('refuses no prefix at all', () => expect(flushPrefix.objection(step({ service: 'cache' }))).toBeDefined());

test('cannot be taken back', () => expect(flushPrefix.reversible).toBe('irreversible'));
