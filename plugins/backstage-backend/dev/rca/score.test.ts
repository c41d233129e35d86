import { falseAlarms, scoreOf, type Truth } from './score';

const truth = (id: string, service: string | null, metrics: string[] = []): Truth => ({
  ...{ id, dataset: 'd', system: 's', faultType: 'f', rootCauseService: service },
  rootCauseMetrics: metrics,
});
const answer = (services: string[], metrics: string[] = [], abstain = false) => ({
  services,
  metrics,
  ms: 1,
  ...(abstain && { abstain }),
});

test('places are counted, names that come twice once', () => {
  const truths = [truth('a', 'x', ['x_cpu*']), truth('b', 'x', ['x_cpu*']), truth('c', 'x')];
  const score = scoreOf(truths, {
    a: answer(['x'], ['x_cpu_rate']),
    b: answer(['y', 'y', 'x'], ['y_cpu', 'x_cpu']),
  });
  expect(score).toMatchObject({
    cases: 3,
    service: { first: 1 / 3, ofThree: 2 / 3 },
    metric: { cases: 2, first: 1 / 2 },
    abstained: 0,
  });
});

test('a quiet window that is answered is a false alarm', () =>
  expect(
    falseAlarms([truth('a', null), truth('b', null), truth('c', null)], {
      a: answer(['x']),
      b: answer(['x'], [], true),
      c: answer([]),
    }),
  ).toBe(1));
