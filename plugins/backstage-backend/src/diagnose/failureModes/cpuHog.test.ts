import type { Context } from '../failureMode';
import { deploy, flagChange, type Given, judged, onset } from '../testSupport/given';
import { cpuHog } from './cpuHog';

const busy: Given = { loop: { value: 0.96, normal: 0.1 }, cpu: { value: 0.8, normal: 0.05 }, wait: 0.2 };
const secondsBefore = (seconds: number) => new Date(Date.parse(onset) - seconds * 1000).toISOString();
const released: Partial<Context> = { changes: [deploy(1)] };

test.each<{ name: string; given: Given; of?: Partial<Context>; support: number; actions?: string[] }>([
  { name: 'busy computing', given: busy, support: 5, actions: ['restart api'] },
  {
    name: 'busy computing since a release',
    given: busy,
    of: released,
    support: 7,
    actions: ['roll-back api 1', 'restart api'],
  },
  {
    name: 'busy computing since a flag was switched',
    given: busy,
    of: { changes: [flagChange(1), deploy(30)] },
    support: 7,
    actions: ['set-flag api.new off', 'restart api'],
  },
  { name: 'others take the core', given: { ...busy, cpu: { value: 0.2, normal: 0.1 }, wait: 0.95 }, support: -2 },
  {
    name: 'it wants more than there is',
    given: { ...busy, cpu: { value: 0.4, normal: 0.05 }, wait: 0.55 },
    support: 5,
  },
  { name: 'it has more to do', given: { ...busy, rate: { value: 90, normal: 30 } }, support: 3 },
  { name: 'always this busy', given: { ...busy, loop: { value: 0.96, normal: 0.9 } }, of: released, support: -4 },
  { name: 'the loop has time', given: { ...busy, loop: 0.2 }, support: -4 },
  {
    name: 'too busy to say so, since a release',
    given: { cpu: { value: 0.3, normal: 0.02 }, wait: 0.7, up: 0, restarts: 0 },
    of: released,
    support: 5,
    actions: ['roll-back api 1', 'restart api'],
  },
  {
    name: 'what was just started is busy too',
    given: { cpu: { value: 0.6, normal: 0.05 }, up: 0, restarts: 1 },
    support: -3,
  },
  {
    name: 'several changes before: the last first',
    given: busy,
    of: { changes: [flagChange(1), deploy(2), deploy(40, { from: '0', to: '1' })] },
    support: 7,
    actions: ['set-flag api.new off', 'roll-back api 1', 'restart api'],
  },
  {
    name: 'a flag that was switched when it was busy already comes last',
    given: busy,
    of: { changes: [flagChange(0.01), deploy(1)], began: secondsBefore(30) },
    support: 7,
    actions: ['roll-back api 1', 'set-flag api.new off', 'restart api'],
  },
  { name: 'it does not answer, and is not busy', given: { cpu: { value: 0.02, normal: 0.05 }, up: 0 }, support: -2 },
  { name: 'busier than usual, and it answers', given: { cpu: { value: 0.6, normal: 0.05 }, up: 1 }, support: 2 },
  { name: 'nothing known of the process', given: { wait: 0.1, rate: 4 }, of: released, support: 0 },
])('$name', ({ given, of, support, actions }) => {
  const judgement = judged(cpuHog, given, of);
  expect(judgement.support).toBe(support);
  if (actions) expect(judgement.actions).toEqual(actions);
});
