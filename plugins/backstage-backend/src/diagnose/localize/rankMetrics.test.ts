import { deviationOf } from './deviation';
import { metricEvidence } from './metricEvidence';
import { rankMetrics, usualMemory } from './rankMetrics';
import { around, noticed, series } from './testSupport/given';

const given = (levels: Record<string, [number, number]>) =>
  Object.entries(levels).flatMap(([metric, [before, after]]) => {
    const of = deviationOf(
      series(
        `cart.${metric}`,
        around(before),
        Array.from({ length: 5 }, () => after),
      ),
      noticed,
    );
    return of ? [metricEvidence(of)] : [];
  });
const order = (levels: Record<string, [number, number]>) => {
  const all = given(levels);
  return rankMetrics(all, usualMemory(all)).map(({ of }) => of.metric);
};

test.each([
  { name: 'what is used up before what is felt', levels: { latency: [1, 90], cpu: [1, 5] }, first: 'cpu' },
  { name: 'memory that doubled before the busy processor', levels: { cpu: [1, 90], mem: [100, 300] }, first: 'mem' },
  {
    name: 'a disk that is busy beyond the load before a busier processor',
    levels: { cpu: [1, 3], diskio: [1, 90] },
    first: 'diskio',
  },
  { name: 'not memory that grew a little', levels: { cpu: [1, 5], mem: [100, 150] }, first: 'cpu' },
  {
    name: 'memory that grew while the processor is calm',
    levels: { latency: [1, 90], cpu: [1, 1.05], mem: [100, 150] },
    first: 'mem',
  },
  { name: 'not memory that hardly grew', levels: { latency: [1, 90], mem: [100, 115] }, first: 'latency' },
  { name: 'what is felt, where nothing is used up', levels: { latency: [1, 90], cpu: [1, 1.05] }, first: 'latency' },
] as { name: string; levels: Record<string, [number, number]>; first: string }[])('$name', ({ levels, first }) =>
  expect(order(levels)[0]).toBe(first),
);

test('memory that is taken for a moment, as by requests that wait, is no growth', () => {
  const told = (after: number[]) => {
    const all = [series('cart.cpu', around(1), around(90, 7)), series('cart.mem', around(100), after)].flatMap(one => {
      const of = deviationOf(one, noticed);
      return of ? [metricEvidence(of)] : [];
    });
    return rankMetrics(all, usualMemory(all)).map(({ of }) => of.metric)[0];
  };
  expect(told([100, 100, 110, 110, 110, 400, 400])).toBe('cpu');
  expect(told([100, 200, 300, 400, 500, 600, 700])).toBe('mem');
});
