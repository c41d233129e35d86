import { onsetOf } from './onset';
import { around, input, noticed, series } from './testSupport/given';

const rising = series(
  'cart.errors',
  around(1),
  Array.from({ length: 20 }, () => 9),
);
const alert = { service: 'cart', metric: 'errors', time: noticed + 600 };
const given = (more: object) => {
  const { at: _, ...rest } = input({ series: [rising], ...more });
  return rest;
};

test('what was told is believed', () => expect(onsetOf(input({ at: 123 }))).toBe(123));
test('the alert came ten minutes late: it is walked back', () => expect(onsetOf(given({ alert }))).toBe(noticed));
test('the alert came a row early', () =>
  expect(onsetOf(given({ alert: { ...alert, time: noticed - 30 } }))).toBe(noticed - 30));
test('where the metric tells nothing, the alert is the onset', () =>
  expect(onsetOf(given({ series: [series('cart.errors', around(1), around(1, 20))], alert }))).toBe(alert.time));
test('without alert or time the largest common step is found', () =>
  expect(onsetOf(given({ series: [rising, series('shop.latency', around(1), around(5, 20))] }))).toBe(noticed));
