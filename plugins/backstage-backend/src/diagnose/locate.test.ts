import { type Course, locate, weightOf } from './locate';

const onset = '2026-01-01T12:00:00.000Z';
const at = Date.parse(onset) / 1000;

/** One point each `step` seconds, forty before the onset and ten from it on. */
const course = (service: string, signal: Course['signal'], usual: number, now: number, step = 30): Course => ({
  service,
  signal,
  points: Array.from({ length: 50 }, (_, n): [number, number] => [
    at + (n - 40) * step,
    (n < 40 ? usual : now) * (1 + 0.02 * Math.sin(n * n)),
  ]),
});
/** Nothing waits until the onset; from then on the oldest grows older by the second. */
const rising: Course['points'] = Array.from({ length: 60 }, (_, n): [number, number] => [
  at + (n - 40) * 30,
  n < 40 ? 0.01 * (n % 2) : (n - 40) * 30,
]);
const chain = { edges: [{ from: 'web', to: 'api', known: 'traffic' as const }] };
const system = (step: number, { added, cores }: { added: number; cores: number }) => [
  course('web', 'requests.rate', 10, 10, step),
  course('web', 'requests.p95', 0.1, 0.1 + added, step),
  course('api', 'requests.rate', 10, 10, step),
  course('api', 'requests.p95', 0.05, 0.05 + added, step),
  course('api', 'cpu.used', 0.1, cores, step),
];
const calm = (step: number) => system(step, { added: 0, cores: 0.1 });
const sick = (step: number) => system(step, { added: 1, cores: 0.9 });
const alert = { service: 'web', name: 'LatencyHigh' };

test.each([
  { name: 'at the pace of real systems', step: 30, timescale: 1 },
  { name: 'at a twentieth of it', step: 1.5, timescale: 0.05 },
])('who slows its caller comes first, with why: $name', ({ step, timescale }) => {
  const found = locate({ courses: sick(step), topology: chain, alert, onset, timescale });
  expect(found?.abstains).toBe(false);
  expect(found?.confidence).toBeGreaterThan(0.7);
  expect(found?.services[0]?.service).toBe('api');
  const cores = found?.services[0]?.because.find(({ signal }) => signal === 'cpu.used');
  expect(cores).toMatchObject({ unit: 'cores', normal: expect.closeTo(0.1, 2), now: expect.closeTo(0.9, 1) });
});

test('the trouble may have begun long before the alert', () => {
  const fired = new Date((at + 5 * 60) * 1000).toISOString();
  const queue: Course = { service: 'worker', signal: 'queue.age', points: rising };
  const found = locate({
    courses: [queue, ...calm(30)],
    topology: chain,
    alert: { service: 'worker', name: 'QueueAge' },
    onset: fired,
    timescale: 1,
  });
  expect(found).toMatchObject({ abstains: false, services: [{ service: 'worker' }, {}, {}] });
});

test('where nothing moved it says so', () =>
  expect(locate({ courses: calm(30), topology: chain, alert, onset, timescale: 1 })?.abstains).toBe(true));

test('what stands out weighs less than any piece of support, and nothing where it does not', () => {
  const found = locate({ courses: sick(30), topology: chain, alert, onset, timescale: 1 });
  expect(weightOf(found!)).toEqual({ api: found!.confidence });
  expect(found!.confidence).toBeLessThan(1);
  expect(weightOf({ ...found!, abstains: true })).toEqual({});
});

describe('calls', () => {
  const calling = (peer: string): Course => ({ ...course('api', 'calls.p95', 0.01, 1), peer });
  const slow = [
    course('api', 'requests.rate', 10, 10),
    course('api', 'requests.p95', 0.05, 1.05),
    course('db', 'database.blocked', 0, 3),
  ];
  const first = (courses: Course[], called: string) =>
    locate({
      courses,
      topology: { edges: [{ from: 'api', to: called, known: 'traffic' }] },
      alert: { service: 'api', name: 'LatencyHigh' },
      onset,
      timescale: 1,
    })?.services[0];

  test('to a database, which measures no requests itself, tell of the database', () => {
    const found = first([...slow, calling('db')], 'db');
    expect(found?.service).toBe('db');
    expect(found?.because.map(({ signal }) => signal)).toContain('calls.p95');
  });

  test('to a partner of whom nothing is measured tell of who calls it', () =>
    expect(first([...slow.slice(0, 2), calling('bank')], 'bank')?.service).toBe('api'));
});

test('a disk that fills is told by what is left of it', () => {
  const courses = [...calm(30), course('api', 'disk.free', 0.6, 0.02)];
  const found = locate({ courses, topology: chain, alert: { service: 'api', name: 'DiskFull' }, onset, timescale: 1 });
  const disk = found?.services[0]?.because.find(({ signal }) => signal === 'disk.free');
  expect(disk).toMatchObject({ normal: expect.closeTo(0.6, 1), now: expect.closeTo(0.02, 1) });
});

describe('replicas that become more', () => {
  const scaled = [...calm(30), course('api', 'replicas.running', 1, 3)].filter(
    ({ service, signal }) => !(service === 'api' && signal === 'cpu.used'),
  );
  const found = (cores: number) =>
    locate({
      courses: [...scaled.map(rounded), course('api', 'cpu.used', 0.1, cores)],
      topology: chain,
      alert,
      onset,
      timescale: 1,
    });
  const rounded = (one: Course): Course =>
    one.signal === 'replicas.running'
      ? { ...one, points: one.points.map(([time, value]): [number, number] => [time, Math.round(value)]) }
      : one;

  test('use more together without any using more', () => expect(found(0.3)?.abstains).toBe(true));

  test('and are seen to use more where each does', () => {
    expect(found(3)).toMatchObject({ abstains: false, services: [{ service: 'api' }, {}] });
  });
});

test('without any series it says nothing', () =>
  expect(locate({ courses: [], topology: chain, onset, timescale: 1 })).toBeUndefined());

test('what is lost of an availability is told as it was measured', () => {
  const courses = [...calm(30), course('api', 'availability', 1, 0), course('web', 'availability', 1, 1)];
  const found = locate({
    courses,
    topology: chain,
    alert: { service: 'api', name: 'TargetDown' },
    onset,
    timescale: 1,
  });
  const up = found?.services[0]?.because.find(({ signal }) => signal === 'availability');
  expect(up).toMatchObject({ normal: expect.closeTo(1, 1), now: expect.closeTo(0, 1) });
});
