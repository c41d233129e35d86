import { blameOf } from './blame';
import { deviationOf } from './deviation';
import type { Series } from './input';
import { around, noticed, series } from './testSupport/given';

const slow = (service: string, from: number, to: number, requests: number): Series[] => [
  series(
    `${service}.latency_avg`,
    around(from),
    Array.from({ length: 5 }, () => to),
  ),
  series(
    `${service}.requests`,
    around(requests),
    Array.from({ length: 5 }, () => requests),
  ),
];
const blame = (all: Series[], topology: [string, string][]) =>
  blameOf(
    all.flatMap(one => deviationOf(one, noticed) ?? []),
    topology,
    'latency',
  );

test('a callee explains its caller as far as its milliseconds reach, times its calls', () => {
  const found = blame([...slow('shop', 0.1, 0.5, 10), ...slow('stock', 0.05, 0.15, 40)], [['shop', 'stock']]);
  expect(found('shop')).toMatchObject({ by: ['stock'] });
  expect(found('shop').share).toBeGreaterThan(0.9);
  expect(found('stock').share).toBe(0);
});

test('a callee that is hardly slower explains little, however far it went from its own normal', () => {
  const found = blame([...slow('shop', 0.1, 0.5, 10), ...slow('stock', 0.001, 0.02, 10)], [['shop', 'stock']]);
  expect(found('shop').share).toBeLessThan(0.1);
});

test('a callee of which nothing is measured is looked through', () => {
  const found = blame(
    [...slow('shop', 0.1, 0.5, 10), ...slow('stock', 0.05, 0.45, 10)],
    [
      ['shop', 'gateway'],
      ['gateway', 'stock'],
    ],
  );
  expect(found('shop').by).toEqual(['stock']);
});

test('what only callers see is explained by the service beside it that it stands for', () => {
  const all = [...slow('balancer', 0.1, 0.5, 10), ...slow('stock', 0.1, 0.5, 10), ...slow('db', 0.01, 0.01, 10)];
  const found = blame(all, [
    ['shop', 'balancer'],
    ['shop', 'stock'],
    ['stock', 'db'],
  ]);
  expect(found('balancer').by).toEqual(['stock']);
  expect(found('db').share).toBe(0);
});

test('milliseconds and seconds are not mixed up', () => {
  const all = [
    series('shop.latency_avg_ms', around(100), [500, 500, 500, 500, 500]),
    series('stock.latency_avg', around(0.1), [0.5, 0.5, 0.5, 0.5, 0.5]),
  ];
  expect(blame(all, [['shop', 'stock']])('shop').share).toBeGreaterThan(0.9);
});

test('a circle of calls ends', () =>
  expect(
    blame(slow('shop', 0.1, 0.5, 10), [
      ['shop', 'a'],
      ['a', 'b'],
      ['b', 'a'],
    ])('shop').share,
  ).toBe(0));
