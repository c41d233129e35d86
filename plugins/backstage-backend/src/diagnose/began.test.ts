import type { Change, Evidence, SignalName } from '@autocura/common';
import { beganAt, changed, feltOf } from './began';
import { deploy, flagChange, measured } from './testSupport/given';

const epoch = Date.parse('2026-01-01T12:00:00.000Z') / 1000;
/** One point a second from noon on. */
const piece = (signal: SignalName, values: number[], service = 'api'): Evidence => ({
  id: `${service}/${signal}`,
  question: { service, signal },
  source: 'prometheus',
  family: 'f',
  query: 'q',
  unit: 'u',
  measurement: measured({ value: values.at(-1) ?? 0, normal: 0 }),
  series: values.map((value, second) => [epoch + second, value]),
});

test.each<{ name: string; charted: Evidence[]; began: string | undefined }>([
  { name: 'errors', charted: [piece('requests.errors', [0, 0, 0.2, 0.4])], began: '2026-01-01T12:00:02.000Z' },
  {
    name: 'the first of errors and slowness',
    charted: [piece('requests.errors', [0, 0, 0.2, 0.4]), piece('requests.p95', [0, 2, 2, 2])],
    began: '2026-01-01T12:00:01.000Z',
  },
  {
    name: 'what was bad before and was good again does not count',
    charted: [piece('requests.errors', [0.5, 0, 0, 0.4])],
    began: '2026-01-01T12:00:03.000Z',
  },
  { name: 'what is good now tells nothing', charted: [piece('requests.errors', [0.5, 0.5, 0.5, 0])], began: undefined },
  { name: 'targets that do not answer', charted: [piece('availability', [1, 0.5])], began: '2026-01-01T12:00:01.000Z' },
  { name: 'no series', charted: [piece('requests.errors', [])], began: undefined },
  { name: 'what nobody feels', charted: [piece('cpu.used', [0, 9])], began: undefined },
])('$name', ({ charted, began }) => expect(beganAt(charted)).toBe(began));

test('of a service and of those who call it', () => {
  const evidence = ['api', 'web', 'backend'].map(service => piece('requests.errors', [0], service));
  const known = 'traffic' as const;
  const edges = [
    { from: 'web', to: 'api', known },
    { from: 'api', to: 'backend', known },
  ];
  expect(feltOf('api', [...evidence, piece('cpu.used', [1])], { edges }).map(({ id }) => id)).toEqual([
    'api/requests.errors',
    'web/requests.errors',
  ]);
});

test.each<{ name: string; changes: Change[]; found: string[] }>([
  { name: 'no change', changes: [], found: [] },
  { name: 'one change', changes: [deploy(1)], found: ['api'] },
  { name: 'two changes', changes: [flagChange(1), deploy(2)], found: ['api'] },
  {
    name: 'changes of two services',
    changes: [flagChange(1, { service: 'web' }), deploy(2)],
    found: ['api', 'web'],
  },
  { name: 'a change and its way back', changes: [deploy(1, { from: '2', to: '1' }), deploy(2)], found: [] },
])('$name', ({ changes, found }) => expect(changed(['api', 'web'], changes)).toEqual(found));
