import type { Context } from '../failureMode';
import { deploy, type Given, judged } from '../testSupport/given';
import { memoryLeak } from './memoryLeak';

const MiB = 1024 ** 2;
const memory = (share: number, perSecond = 0, normal = 0.3): Given => ({
  used: { parts: { a: 100 * share * MiB, b: 20 * MiB }, normal: 100 * normal * MiB },
  limit: { parts: { a: 100 * MiB, b: 100 * MiB } },
  growth: { parts: { a: perSecond * MiB, b: 0 }, normal: 0 },
});

test.each<{ name: string; given: Given; support: number }>([
  { name: 'nearly full and growing', given: memory(0.9, 0.1), support: 5 },
  { name: 'full enough and growing', given: memory(0.75, 0.1, 0.6), support: 3 },
  { name: 'the same, far above what is usual', given: memory(0.75, 0.1), support: 4 },
  { name: 'growing from low: not yet', given: memory(0.4, 0.1), support: -2 },
  { name: 'nearly full, growing too slowly to matter now', given: memory(0.9, 0.001), support: 2 },
  { name: 'nearly full as usual', given: memory(0.9, 0.1, 0.88), support: -3 },
  { name: 'half empty and steady', given: memory(0.3), support: -3 },
  { name: 'killed, and growing again from low', given: { ...memory(0.3, 2), kills: 1, restarts: 1 }, support: 10 },
  { name: 'crashed without a word why, and growing again', given: { ...memory(0.3, 2), restarts: 1 }, support: 4 },
  {
    name: 'crashed, not for memory, and filling up as after any start',
    given: { ...memory(0.3, 2), kills: 0, restarts: 1 },
    support: -1,
  },
  { name: 'killed is all that is known', given: { kills: 2 }, support: 6 },
  { name: 'much more to do than usual', given: { ...memory(0.9, 0.1), rate: { value: 90, normal: 30 } }, support: 3 },
  { name: 'use without a limit', given: { used: { parts: { a: 5 } } }, support: 0 },
  {
    name: 'use and limit of different instances',
    given: { used: { parts: { a: 5 } }, limit: { parts: { z: 5 } } },
    support: 0,
  },
  {
    name: 'growth that is usual here',
    given: { ...memory(0.9, 0.1, 0.75), growth: { parts: { a: 0.1 * MiB }, normal: 0.06 * MiB } },
    support: 2,
  },
  {
    name: 'growth that is usual, of far more than usual',
    given: { ...memory(0.9, 0.1, 0.3), growth: { parts: { a: 0.1 * MiB }, normal: 0.06 * MiB } },
    support: 5,
  },
  { name: 'nearly full and given back', given: memory(0.9, -0.1), support: 2 },
])('$name', ({ given, support }) => expect(judged(memoryLeak, given).support).toBe(support));

test('a restart first, then the way back to the release before', () => {
  const of: Partial<Context> = { changes: [deploy(30)] };
  expect(judged(memoryLeak, memory(0.9, 0.1), of).actions).toEqual(['restart api', 'roll-back api 1']);
});

test('it cites what will be measured before and after an act, also where growth is usual', () => {
  const usual = { ...memory(0.84, 0.1), growth: { parts: { a: 0.1 * MiB }, normal: 0.1 * MiB } };
  expect(judged(memoryLeak, usual).because.map(claim => claim.asked)).toEqual(['growth', 'used']);
});

test('it says which instance and how long it lasts', () => {
  const says = judged(memoryLeak, memory(0.9, 0.1)).because.map(claim => claim.says);
  expect(says).toEqual(['memory of a grows by 6 MiB a minute: full in 100 s', 'a uses 90 % of its memory (100 MiB)']);
});
