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
