import { droppedCalls } from './droppedCalls';
import { localize } from './localize';
import { around, input, series } from './testSupport/given';

const calls: [string, string][] = [
  ['shop', 'till'],
  ['shop', 'post'],
  ['till', 'bank'],
];
const past = around(8, 40, 0.5);
const gone = [8, 0, 0, 0, 0, 8];
const asEver = around(8, 6, 0.2);
const rates = (now: Record<string, number[]>) =>
  Object.entries(now).map(([service, values]) => series(`${service}.rps`, past, values));

test('who is asked as ever and asks several nothing is told', () => {
  const found = droppedCalls(rates({ shop: asEver, till: gone, post: gone, bank: gone }), calls);
  expect(found).toMatchObject([{ service: 'shop', metric: 'dropped_calls' }]);
  expect([...(found[0]?.values ?? [])].slice(-6)).toEqual([0, 1, 1, 1, 1, 0]);
  expect([...(found[0]?.values ?? [])].slice(0, -6).every(value => value === 0)).toBe(true);
});

test.each([
  { name: 'one alone, which may be down itself,', now: { shop: asEver, till: gone, post: asEver } },
  { name: 'the callees of who is asked nothing', now: { shop: gone, till: gone, post: gone } },
])('$name tell nothing', ({ now }) => {
  const [found] = droppedCalls(rates(now), calls);
  expect(found?.values.some(value => value > 0)).toBe(false);
});

test('requests that are counted are read by what is gained', () => {
  const counted = (values: number[]) => values.map((_, n) => values.slice(0, n + 1).reduce((sum, one) => sum + one, 0));
  const totals = rates({ shop: asEver, till: gone, post: gone }).map(one => ({
    ...one,
    metric: 'requests_total',
    values: Float64Array.from(counted([...one.values])),
  }));
  expect(droppedCalls(totals, calls)[0]?.values.at(-2)).toBe(1);
});

test('it is evidence against who no longer asks', () =>
  expect(
    localize(input({ topology: calls, series: rates({ shop: asEver, till: gone, post: gone }) })).services[0],
  ).toMatchObject({ service: 'shop' }));
