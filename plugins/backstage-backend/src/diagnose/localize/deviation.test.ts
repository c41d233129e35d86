import { deviationOf } from './deviation';
import { around, noticed, series } from './testSupport/given';

const of = (name: `${string}.${string}`, before: number[], after: number[]) =>
  deviationOf(series(name, before, after), noticed);
const five = (level: number) => Array.from({ length: 5 }, () => level);

test('a level that rises is told in its own scales', () => {
  const found = of('cart.cpu', around(10), five(30));
  expect(found).toMatchObject({ service: 'cart', metric: 'cpu', family: 'cpu', down: 0 });
  expect(found?.up).toBeGreaterThan(20);
  expect(found?.now).toBeCloseTo(30, 0);
});

test('one row alone is no deviation', () =>
  expect(of('cart.cpu', around(10), [10, 10, 99, 10, 10])?.up).toBeLessThan(3));

test('what never varied does not shout at a trifle', () =>
  expect(of('cart.cpu', five(100), five(103))?.up).toBeLessThan(1));

test('a series that stood still and moved is kept', () =>
  expect(of('cart.cpu', five(0), five(4))?.up).toBeGreaterThan(50));

test('what always stood at 0 is measured by what the same metric has elsewhere', () => {
  const errors = series('cart.errors', five(0), five(1));
  expect(deviationOf(errors, noticed, 1)?.up).toBeCloseTo(100);
  expect(deviationOf(errors, noticed, 50)?.up).toBeCloseTo(2);
});

test('a step that was there three minutes before is none', () => {
  const before = [...around(10), 30, 30, 30];
  expect(of('cart.cpu', before, five(30))?.up).toBeLessThan(0.5);
});

test('what is noticed a minute late is seen as well', () => {
  const before = [...around(10), 30];
  expect(of('cart.cpu', before, five(30))?.up).toBeGreaterThan(20);
});

test('an availability is read as what it lacks, in percent or as a share', () => {
  expect(of('cart.availability', five(100), five(75))).toMatchObject({ normal: 0, now: 25 });
  expect(of('cart.availability', five(1), five(0.75))).toMatchObject({ normal: 0, now: 0.25 });
});

test('its past tells what it also did without trouble', () => {
  const spikes = around(10).map((value, n) => (n % 7 < 3 ? 20 : value));
  const past = of('cart.cpu', spikes, five(20))?.past ?? [];
  expect(past.length).toBeGreaterThan(2);
  expect(Math.max(...past.map(({ up }) => up))).toBeGreaterThan(1);
});

test.each([
  { name: 'nothing before', before: [1], after: five(9) },
  { name: 'nothing after', before: around(10), after: [] },
  { name: 'only gaps after', before: around(10), after: [NaN, NaN] },
])('no answer of $name', ({ before, after }) => expect(of('cart.cpu', before, after)).toBeUndefined());
