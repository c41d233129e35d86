import type { SignalName } from '@autocura/common';
import { type Observed, sizings } from './sizing';

const mebibyte = 1024 ** 2;
/** A week of quarters of an hour, each day with its peak. */
const course = (of: (share: number) => number, samples = 672) =>
  Array.from({ length: samples }, (_, n): [number, number] => [900 * n, of((n % 96) / 96)]);
const peak = (low: number, high: number) => course(share => low + (high - low) * Math.sin(Math.PI * share));
const service = (courses: Observed['courses']): Observed => ({ service: 'cart', courses });
const steady = (value: number) => course(() => value);

test('replicas that are never needed are saved, with the step that does it', () => {
  const [found, ...others] = sizings(
    service({ 'replicas.running': steady(6), 'eventloop.utilization': peak(0.02, 0.2) }),
  );
  expect(others).toEqual([]);
  // A fifth of six is 1.2 at the most: two are 60 % full.
  expect(found).toMatchObject({
    ...{ kind: 'replicas', from: 6, to: 2, saves: 4, risk: 'low', fullest: 0.6 },
    step: { action: 'scale', target: 'cart', params: { service: 'cart', replicas: 2 } },
    demand: { signal: 'eventloop.utilization', unit: 'replicas', samples: 672, most: 1.2 },
  });
});

test('replicas that are too full cost more', () =>
  expect(sizings(service({ 'replicas.running': steady(2), 'eventloop.utilization': peak(0.3, 0.9) }))).toMatchObject([
    { from: 2, to: 3, saves: -1, risk: 'low' },
  ]));

test('the scarcest resource counts', () =>
  expect(
    sizings(
      service({
        ...{ 'replicas.running': steady(6), 'eventloop.utilization': peak(0.02, 0.2) },
        ...{ 'cpu.used': peak(0.5, 2.2), 'cpu.requested': steady(1) },
      }),
    )[0],
  ).toMatchObject({ to: 4, demand: { signal: 'cpu.used' } }));

test('of what scales by itself the fewest are sized', () =>
  expect(
    sizings(
      service({
        ...{ 'replicas.running': steady(5), 'eventloop.utilization': peak(0.05, 0.5) },
        ...{ 'autoscaler.least': steady(5), 'autoscaler.most': steady(9) },
      }),
    ),
  ).toMatchObject([
    {
      ...{ kind: 'autoscaler', from: 5, to: 4, saves: 1 },
      step: { action: 'set-autoscaler', params: { service: 'cart', min: 4, max: 9 } },
    },
  ]));

test('requests and limits by what one replica used, without a step', () => {
  const found = sizings(
    service({
      ...{ 'replicas.running': steady(3), 'cpu.used': peak(0.3, 0.6), 'cpu.requested': steady(1) },
      ...{ 'memory.used': peak(100 * mebibyte, 200 * mebibyte), 'memory.requested': steady(1024 * mebibyte) },
      'memory.limit': steady(100 * mebibyte),
    }),
  );
  const by = new Map(found.map(one => [one.kind, one]));
  expect(by.get('cpu.requested')).toMatchObject({
    from: 1,
    to: 0.23,
    saves: expect.closeTo(2.31),
    demand: { most: 0.2 },
  });
  expect(by.get('memory.requested')).toMatchObject({ to: 256 * mebibyte, saves: 3 * 768 * mebibyte });
  expect(by.get('memory.limit')).toMatchObject({ to: 288 * mebibyte, risk: 'low' });
  expect(by.get('memory.requested')).not.toHaveProperty('step');
});

test.each<{ name: string; courses: Partial<Record<SignalName, [number, number][]>> }>([
  { name: 'nothing measured', courses: {} },
  { name: 'too few samples', courses: { 'replicas.running': steady(6), 'workers.busy': course(() => 0.1, 99) } },
  { name: 'what fits', courses: { 'replicas.running': steady(3), 'workers.busy': steady(0.5) } },
  { name: 'the last two replicas', courses: { 'replicas.running': steady(2), 'workers.busy': steady(0.01) } },
  {
    name: 'a difference of a tenth',
    courses: {
      'replicas.running': steady(2),
      'memory.used': steady(100 * mebibyte),
      'memory.limit': steady(150 * mebibyte),
    },
  },
])('nothing is proposed: $name', ({ courses }) => expect(sizings(service(courses))).toEqual([]));
