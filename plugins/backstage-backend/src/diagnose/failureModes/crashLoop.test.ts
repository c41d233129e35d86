import type { Context } from '../failureMode';
import { configChange, deploy, type Given, judged, onset } from '../testSupport/given';
import { crashLoop } from './crashLoop';

const released: Partial<Context> = { changes: [deploy(2)] };
const looping: Given = { restarts: 4, kills: 0, running: 0, wanted: 1, up: 0 };

test.each<{ name: string; given: Given; of?: Partial<Context>; support: number; actions?: string[] }>([
  { name: 'again and again', given: looping, support: 7, actions: ['restart api'] },
  { name: 'again and again after a release', given: looping, of: released, support: 9, actions: ['roll-back api 1'] },
  {
    name: 'again and again after a configuration change',
    given: looping,
    of: { changes: [configChange(1), deploy(30)] },
    support: 9,
    actions: ['restore-config api api-config 7'],
  },
  {
    name: 'one of two replicas, again and again',
    given: { ...looping, each: { parts: { 'api-0': 4, 'api-1': 0 } } },
    support: 7,
    actions: ['replace-slot api 0', 'restart api'],
  },
  {
    name: 'both replicas: not because of where they run',
    given: { ...looping, each: { parts: { 'api-0': 4, 'api-1': 3 } } },
    support: 7,
    actions: ['restart api'],
  },
  { name: 'a release long before', given: looping, of: { changes: [deploy(50)] }, support: 7 },
  { name: 'twice', given: { restarts: 2, running: 1, wanted: 1, up: 1 }, support: 3 },
  {
    name: 'once is no loop, release or not',
    given: { restarts: 1 },
    of: released,
    support: 1,
    actions: ['restart api'],
  },
  { name: 'once, and not up yet: it is being started', given: { ...looping, restarts: 1 }, of: released, support: 1 },
  {
    name: 'once, and down long after',
    given: { ...looping, restarts: 1 },
    of: { at: new Date(Date.parse(onset) + 6 * 60_000).toISOString() },
    support: 3,
    actions: ['restart api'],
  },
  { name: 'killed for memory: another mode', given: { ...looping, kills: 3 }, support: 1 },
  { name: 'not at all', given: { restarts: 0, up: 0 }, support: -5 },
  { name: 'restarts unknown', given: { up: 0, running: 0, wanted: 1 }, support: 0 },
])('$name', ({ given, of, support, actions }) => {
  const judgement = judged(crashLoop, given, of);
  expect(judgement.support).toBe(support);
  if (actions) expect(judgement.actions).toEqual(actions);
});
