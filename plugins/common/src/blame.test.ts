import { blameMap, type Place } from './blame';
import type { Edge } from './topology';

const calls = (...pairs: string[]): Edge[] =>
  pairs.map(pair => {
    const [from = '', to = ''] = pair.split('>');
    return { from, to, known: 'traffic' };
  });
const shop = { edges: calls('gateway>cart', 'gateway>orders', 'orders>payment', 'payment>bank', 'cart>catalogue') };
const placeOf = (places: Place[], name: string) => places.find(({ service }) => service === name);

test('trouble goes from the blamed service along calls to those that alert', () => {
  const { paths, edges } = blameMap(shop, 'payment', ['payment', 'gateway']);
  expect(paths).toEqual([['gateway', 'orders', 'payment']]);
  expect(edges.filter(({ carries }) => carries)).toEqual([
    { from: 'gateway', to: 'orders', carries: true },
    { from: 'orders', to: 'payment', carries: true },
  ]);
});

test('a way that is the end of a longer one is not told again', () =>
  expect(blameMap(shop, 'payment', ['orders', 'gateway']).paths).toEqual([['gateway', 'orders', 'payment']]));

test('neighbours of the blamed service stand beside it, others are left out', () => {
  const { places } = blameMap(shop, 'payment', ['gateway']);
  expect(places.map(({ service, role }) => [service, role])).toEqual([
    ['payment', 'blamed'],
    ['gateway', 'sick'],
    ['orders', 'beside'],
    ['bank', 'beside'],
  ]);
});

test('callers stand before whom they call, and those of the same depth in rows', () => {
  const { places } = blameMap(shop, 'gateway', ['gateway']);
  expect(placeOf(places, 'gateway')).toMatchObject({ depth: 0, row: 0 });
  expect(placeOf(places, 'cart')).toMatchObject({ depth: 1, row: 0 });
  expect(placeOf(places, 'orders')).toMatchObject({ depth: 1, row: 1 });
});

test('a caller stands before whom it calls, though both are called by a third', () => {
  const { places } = blameMap({ edges: calls('a>c', 'a>b', 'b>c') }, 'c', ['a']);
  expect(placeOf(places, 'b')).toMatchObject({ depth: 1 });
  expect(placeOf(places, 'c')).toMatchObject({ depth: 2 });
});

test('a circle of calls has an end', () => {
  const { places, paths } = blameMap({ edges: calls('a>b', 'b>c', 'c>a') }, 'c', ['a']);
  expect(paths).toEqual([['a', 'b', 'c']]);
  expect(places.map(({ service }) => service).sort()).toEqual(['a', 'b', 'c']);
});

test('who alerts without calling the blamed service has no path, and is shown all the same', () => {
  const { places, paths } = blameMap(shop, 'payment', ['catalogue']);
  expect(paths).toEqual([]);
  expect(placeOf(places, 'catalogue')).toMatchObject({ role: 'sick' });
});

test('of a service that everything calls only so many are shown', () => {
  const edges = calls(...Array.from({ length: 100 }, (_, n) => `caller-${n}>database`));
  const { places } = blameMap({ edges }, 'database', ['caller-99']);
  expect(places).toHaveLength(16);
  expect(placeOf(places, 'caller-99')).toMatchObject({ role: 'sick' });
});
