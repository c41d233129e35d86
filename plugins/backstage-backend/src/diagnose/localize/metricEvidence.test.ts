import { type Deviation, deviationOf } from './deviation';
import { metricEvidence, pastEvidence } from './metricEvidence';
import { around, noticed, series } from './testSupport/given';

const evidence = (name: `${string}.${string}`, before: number[], after: number[]) =>
  metricEvidence(deviationOf(series(name, before, after), noticed) as Deviation);
const five = (level: number) => Array.from({ length: 5 }, () => level);

test.each([
  { name: 'more use of the processor is', metric: 'cpu', now: 30, tells: true },
  { name: 'less use is not', metric: 'cpu', now: 2, tells: false },
  { name: 'a faster answer is not', metric: 'latency', now: 2, tells: false },
  { name: 'a drop of the traffic is', metric: 'requests', now: 2, tells: true },
  { name: 'what the whole host does is not', metric: 'node_cpu', now: 30, tells: false },
  { name: 'a limit that was changed is not', metric: 'memory_limit', now: 30, tells: false },
] as const)('evidence: $name', ({ metric, now, tells }) =>
  expect(evidence(`cart.${metric}`, around(10), five(now)).weight > 0.5).toBe(tells),
);

test('what it also did in its past is taken off', () => {
  const restless = around(10).map((value, n) => (n % 10 < 5 ? 30 : value));
  expect(evidence('cart.cpu', restless, five(30)).weight).toBeLessThan(
    evidence('cart.cpu', around(10), five(30)).weight / 3,
  );
});

test('bytes that grew with the load are worth less than those that grew beyond it', () => {
  const [some, many] = [evidence('cart.diskio', around(10), five(18)), evidence('cart.diskio', around(10), five(30))];
  expect(some.weight).toBeCloseTo(Math.log1p(some.size) / 2);
  expect(many.weight).toBeCloseTo(Math.log1p(many.size));
});

test('traffic is worth less than what is of the service itself', () =>
  expect(evidence('cart.requests', around(10), five(30)).weight).toBeCloseTo(
    evidence('cart.cpu', around(10), five(30)).weight / 2,
  ));

test('a quiet past gives no evidence', () => {
  const of = deviationOf(series('cart.cpu', around(10), five(30)), noticed) as Deviation;
  expect(pastEvidence(of, 0).weight).toBeLessThan(0.5);
});
