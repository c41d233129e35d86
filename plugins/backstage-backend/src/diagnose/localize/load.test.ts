import { deviationOf } from './deviation';
import { senderOf } from './load';
import { around, noticed, series } from './testSupport/given';

const traffic = (rises: Record<string, number>) =>
  Object.entries(rises).flatMap(
    ([service, times]) =>
      deviationOf(
        series(
          `${service}.requests`,
          around(10),
          Array.from({ length: 5 }, () => 10 * times),
        ),
        noticed,
      ) ?? [],
  );
const topology: [string, string][] = [
  ['shop', 'stock'],
  ['stock', 'db'],
];

test.each([
  { name: 'a caller that has more traffic too', rises: { shop: 3, stock: 3, db: 1 }, of: 'stock', sender: 'shop' },
  { name: 'nobody, where the load comes in', rises: { shop: 3, stock: 3, db: 1 }, of: 'shop', sender: undefined },
  {
    name: 'nobody, if its callers have no more than ever',
    rises: { shop: 1, stock: 3, db: 3 },
    of: 'stock',
    sender: undefined,
  },
  { name: 'nobody, if there is no more of it', rises: { shop: 3, stock: 1.1, db: 1 }, of: 'stock', sender: undefined },
])('the load is sent by $name', ({ rises, of, sender }) => expect(senderOf(traffic(rises), topology)(of)).toBe(sender));

test('a circle of callers ends', () =>
  expect(senderOf(traffic({ shop: 3 }), [['shop', 'shop']])('shop')).toBeUndefined());
