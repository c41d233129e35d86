import { span } from '../testSupport/given';
import { sampled } from './sampled';

const traces = (count: number) =>
  Array.from({ length: count }, (_, n) => [
    span(`t${n}`, 'a', 'shop|buy', 1),
    span(`t${n}`, 'a.b', 'stock|take', 1),
  ]).flat();

test('few spans are all read', () => expect(sampled(traces(10))).toHaveLength(20));

test('of many, whole traces from all of the time', () => {
  const kept = sampled(traces(60_000));
  expect(kept.length).toBeGreaterThan(19_000);
  expect(kept.length).toBeLessThan(21_000);
  const whole = new Map<string, number>();
  for (const { trace } of kept) whole.set(trace, (whole.get(trace) ?? 0) + 1);
  expect(new Set(whole.values())).toEqual(new Set([2]));
  expect(Math.max(...[...whole.keys()].map(trace => Number(trace.slice(1))))).toBeGreaterThan(59_000);
});
