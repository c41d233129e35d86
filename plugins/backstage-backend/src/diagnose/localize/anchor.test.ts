import { anchorOf } from './anchor';
import { deviationOf } from './deviation';
import { around, noticed, series } from './testSupport/given';

const five = (level: number) => Array.from({ length: 5 }, () => level);
const topology: [string, string][] = [
  ['shop', 'stock'],
  ['other', 'shop'],
];
const all = [
  series('shop.latency_avg', around(0.1), five(0.5)),
  series('shop.pool_waiting', around(0.1), five(9)),
  series('shop.cpu', around(1), five(5)),
  series('stock.latency_avg', around(0.1), five(0.5)),
  series('stock.error_ratio', around(0.01), five(0.5)),
  series('stock.cpu', around(1), five(5)),
  series('other.latency_avg', around(0.1), five(0.5)),
].flatMap(one => deviationOf(one, noticed) ?? []);
const worths = (alert?: { service: string; metric: string; time: number }) => {
  const anchor = anchorOf(all, { topology, ...(alert && { alert }) });
  return Object.fromEntries(all.map(of => [`${of.service}.${of.metric}`, anchor(of)]));
};

test('without an alert all evidence counts alike, and nobody is excused', () =>
  expect(Object.values(worths()).map(({ worth }) => worth)).toEqual([1, 1, 1, 1, 1, 1, 1]));

test('beside an alert its own kind counts, on what it depends on', () => {
  const found = worths({ service: 'shop', metric: 'latency', time: noticed });
  expect(found['stock.latency_avg']?.worth).toBe(1);
  expect(found['stock.cpu']?.worth).toBe(1);
  expect(found['stock.error_ratio']?.worth).toBe(0.3);
  expect(found['other.latency_avg']?.worth).toBeLessThanOrEqual(0.5);
});

test('the caller is excused, and by whom is said', () =>
  expect(worths({ service: 'shop', metric: 'latency', time: noticed })['shop.latency_avg']).toMatchObject({
    explainedBy: 'stock',
  }));

test('so is what waits in it for the time of a call, and not what it uses up', () => {
  const found = worths({ service: 'shop', metric: 'latency', time: noticed });
  expect(found['shop.pool_waiting']).toMatchObject({ worth: expect.closeTo(0, 1), explainedBy: 'stock' });
  expect(found['shop.cpu']).toEqual({ worth: 1 });
});
