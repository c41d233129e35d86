import type { Context } from '../failureMode';
import { configChange, deploy, flagChange, type Given, judged } from '../testSupport/given';
import { badRelease } from './badRelease';

const released: Partial<Context> = { changes: [deploy(1)] };
const fails: Given = { errors: { value: 0.5, normal: 0 }, callErrors: { parts: { backend: 0 } } };

test.each<{ name: string; given: Given; of?: Partial<Context>; support: number }>([
  { name: 'errors of its own right after a release', given: fails, of: released, support: 7 },
  { name: 'a release some minutes before', given: fails, of: { changes: [deploy(8)] }, support: 6 },
  { name: 'a release half an hour before', given: fails, of: { changes: [deploy(30)] }, support: 2 },
  { name: 'a flag was changed later', given: fails, of: { changes: [flagChange(0.5), deploy(1)] }, support: 6 },
  { name: 'a flag was changed before it', given: fails, of: { changes: [deploy(1), flagChange(2)] }, support: 7 },
  {
    name: 'a configuration change that was taken back',
    given: fails,
    of: { changes: [configChange(0.1, { from: '8', to: '7' }), configChange(0.5), deploy(1)] },
    support: 7,
  },
  {
    name: 'a release that was taken back is no suspect, nor is the way back',
    given: fails,
    of: { changes: [deploy(1, { from: '2', to: '1' }), deploy(3)] },
    support: 1,
  },
  { name: 'calls unknown', given: { errors: { value: 0.5, normal: 0 } }, of: released, support: 6 },
  { name: 'no release', given: fails, support: 1 },
  { name: 'a flag is no release', given: fails, of: { changes: [deploy(1, { kind: 'flag' })] }, support: 1 },
  {
    name: 'its calls fail too',
    given: { ...fails, callErrors: { parts: { backend: 0.9 } } },
    of: released,
    support: 0,
  },
  {
    name: 'its calls fail to one that is measured sick',
    given: {
      ...fails,
      callErrors: { parts: { backend: 0.9 } },
      theirErrors: { parts: { backend: 0.9 } },
      theirUp: { parts: { backend: 1 } },
    },
    of: released,
    support: 0,
  },
  {
    name: 'its calls fail to one that is well in all that is measured',
    given: {
      ...fails,
      callErrors: { parts: { backend: 0.9 } },
      theirErrors: { parts: { backend: 0 } },
      theirP95: { parts: { backend: 0.05 } },
      theirUp: { parts: { backend: 1 } },
      theirRestarts: { parts: { backend: 0 } },
    },
    of: released,
    support: 5,
  },
  {
    name: 'its calls fail to one that crashed a moment ago',
    given: {
      ...fails,
      callErrors: { parts: { backend: 0.9 } },
      theirErrors: { parts: { backend: 0 } },
      theirUp: { parts: { backend: 1 } },
      theirRestarts: { parts: { backend: 1 } },
    },
    of: released,
    support: 0,
  },
  {
    name: 'a few failing calls do not explain it',
    given: { ...fails, callErrors: { parts: { backend: 0.06 } } },
    of: released,
    support: 7,
  },
  { name: 'requests wait for a connection', given: { ...fails, waiting: 5 }, of: released, support: 4 },
  { name: 'errors as usual', given: { errors: { value: 0.06, normal: 0.05 } }, of: released, support: -3 },
  { name: 'slower since a release', given: { errors: 0, p95: { value: 1, normal: 0.1 } }, of: released, support: 4 },
  {
    name: 'slower because of a callee',
    given: {
      errors: 0,
      p95: { value: 1, normal: 0.1 },
      calls: { parts: { backend: 0.9 }, normalParts: { backend: 0.05 } },
    },
    of: released,
    support: 1,
  },
  {
    name: 'healthy after a release',
    given: { errors: 0, p95: { value: 0.1, normal: 0.1 } },
    of: released,
    support: -3,
  },
  { name: 'a release alone is nothing', given: {}, of: released, support: 0 },
])('$name', ({ given, of, support }) => expect(judged(badRelease, given, of).support).toBe(support));

test('back to the version before the newest release', () => {
  const changes = [deploy(1, { from: '2', to: '3' }), deploy(40)];
  expect(judged(badRelease, fails, { changes })).toMatchObject({ actions: ['roll-back api 2'], change: { id: 'd1' } });
});

test('without an earlier version there is no way back', () => {
  const { from: _, ...first } = deploy(1);
  expect(judged(badRelease, fails, { changes: [first] }).actions).toEqual([]);
});
