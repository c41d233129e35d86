import { unjumped } from './unjumped';

const rising = Array.from({ length: 30 }, (_, n) => n);

test('a jump is taken out of the past, by what it is now', () => {
  const jumped = Float64Array.from(rising, value => (value < 20 ? value : value + 500));
  expect([...unjumped(jumped, 30)]).toEqual(rising.map(value => value + 500));
});

test('what goes its way is left as it is', () =>
  expect([...unjumped(Float64Array.from(rising), 20)]).toEqual(rising.slice(0, 20)));

test('what never moved has no usual step', () =>
  expect([...unjumped(new Float64Array(10).fill(3), 10)]).toEqual(new Array(10).fill(3)));
