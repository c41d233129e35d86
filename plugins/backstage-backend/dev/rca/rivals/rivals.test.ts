import type { LocalizeInput, Series } from '../../../src/diagnose/localize';
import { baro } from './baro';
import { nsigma } from './nsigma';
import { randomWalk } from './randomWalk';
import { traversal } from './traversal';

const series = (service: string, metric: string, before: number[], after: number[]): Series => ({
  service,
  metric,
  times: Float64Array.from([...before, ...after], (_, n) => n),
  values: Float64Array.from([...before, ...after]),
});
const calm = [10, 11, 9, 10, 12, 8, 10, 11, 9, 10];
const given = (all: Series[], more: Partial<LocalizeInput> = {}): LocalizeInput => ({
  ...{ series: all, topology: [], at: 10, spans: [], logs: [], normalSpans: [], normalLogs: [], changes: [] },
  ...more,
});

test.each([
  { name: 'NSigma', method: nsigma },
  { name: 'BARO', method: baro },
])('$name ranks by the largest deviation upwards, and drops what is constant', ({ method }) => {
  const all = [
    series('a', 'cpu', calm, [13, 12]),
    series('b', 'cpu', calm, [40, 41]),
    series('c', 'cpu', calm, [-50, -51]),
    series(
      'd',
      'cpu',
      calm.map(() => 5),
      [90, 91],
    ),
  ];
  expect(method(given(all)).metrics).toEqual(['b_cpu', 'a_cpu', 'c_cpu']);
});

const chain = given(
  [
    series('shop', 'latency', calm, [10, 10, 90, 90]),
    series('stock', 'latency', calm, [10, 10, 80, 80]),
    series('till', 'latency', calm, [10, 10, 10, 11]),
    series('far', 'latency', calm, [10, 10, 99, 98]),
  ],
  {
    topology: [
      ['shop', 'stock'],
      ['shop', 'till'],
    ],
    alert: { service: 'shop', metric: 'latency', time: 12 },
  },
);

test('the traversal names the end of the anomalous chain from the alert', () => {
  expect(traversal(chain).services).toEqual(['stock']);
  const { alert: _, ...unalerted } = chain;
  expect(traversal(unalerted).services).toEqual([]);
});

test('the random walk stays with what deviates and can be reached', () => {
  const { services } = randomWalk(chain);
  expect(services.indexOf('stock')).toBeLessThan(services.indexOf('till'));
  expect(services.indexOf('stock')).toBeLessThan(services.indexOf('far'));
});
