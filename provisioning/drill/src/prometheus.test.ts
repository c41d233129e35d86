import { alertsOf, medianRate, scrapeErrorP99 } from './prometheus';
import type { Series } from './prometheus';

const series = (times: number[], metric: Record<string, string> = {}, values = times.map(() => '1')): Series => ({
  metric,
  values: times.map((t, i) => [t, values[i] ?? '1']),
});

test('an alert fires with its first sample and is resolved with its last, also twice', () => {
  const cart = series([10.2, 11.2, 12.2, 20.2, 21.2], { alertname: 'TargetDown', service_name: 'cart' });
  const orders = series([11.2, 12.2, 28.2].slice(2), { alertname: 'ErrorRatioHigh', service_name: 'orders' });
  expect(alertsOf([orders, cart], 30)).toEqual([
    { at: 10.2, name: 'TargetDown', service: 'cart', status: 'firing' },
    { at: 12.2, name: 'TargetDown', service: 'cart', status: 'resolved' },
    { at: 20.2, name: 'TargetDown', service: 'cart', status: 'firing' },
    { at: 21.2, name: 'TargetDown', service: 'cart', status: 'resolved' },
    { at: 28.2, name: 'ErrorRatioHigh', service: 'orders', status: 'firing' },
  ]);
});

test('scrapes off their second are told in milliseconds', () => {
  expect(scrapeErrorP99([series([1, 2, 3])])).toBe(0);
  expect(scrapeErrorP99([series([1, 2]), series([1, 2.25])])).toBeCloseTo(250);
  expect(scrapeErrorP99([series([1])])).toBeNull();
});

test('a counter that began anew is no negative rate, and too short a series none', () => {
  const steady = series([0, 5, 10], {}, ['1', '2', '3']);
  const restarted = series([0, 5, 10], {}, ['5', '6', '1']);
  const short = series([0, 1], {}, ['0', '9']);
  expect(medianRate([steady])).toBeCloseTo(0.2);
  expect(medianRate([restarted])).toBeCloseTo(0.2);
  expect(medianRate([short])).toBeNull();
});
