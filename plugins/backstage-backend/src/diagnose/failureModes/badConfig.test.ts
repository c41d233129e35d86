import type { Context } from '../failureMode';
import { configChange, deploy, type Given, judged } from '../testSupport/given';
import { badConfig } from './badConfig';

const changed: Partial<Context> = { changes: [configChange(1)] };
const fails: Given = { errors: { value: 0.5, normal: 0 }, callErrors: { parts: { backend: 0 } } };
const callsFail: Given = { ...fails, callErrors: { parts: { backend: 0.9 } } };

test.each<{ name: string; given: Given; of?: Partial<Context>; support: number }>([
  { name: 'errors of its own right after a configuration change', given: fails, of: changed, support: 7 },
  { name: 'a wrong address or timeout of one outside shows in its calls', given: callsFail, of: changed, support: 4 },
  {
    name: 'its calls fail to one that does not answer',
    given: { ...callsFail, theirUp: { parts: { backend: 0 } } },
    of: changed,
    support: 0,
  },
  {
    name: 'its calls fail to one that is slow itself',
    given: {
      ...callsFail,
      theirErrors: { parts: { backend: 0 } },
      theirP95: { parts: { backend: 2 } },
      theirUp: { parts: { backend: 1 } },
    },
    of: changed,
    support: 0,
  },
  { name: 'no configuration change', given: fails, support: -2 },
  { name: 'a release is none', given: fails, of: { changes: [deploy(1)] }, support: -2 },
  { name: 'a change half an hour before', given: fails, of: { changes: [configChange(30)] }, support: 2 },
  {
    name: 'well after a change',
    given: { errors: 0, p95: { value: 0.1, normal: 0.1 } },
    of: changed,
    support: -3,
  },
  { name: 'a change alone is nothing', given: {}, of: changed, support: 0 },
])('$name', ({ given, of, support }) => expect(judged(badConfig, given, of).support).toBe(support));

test('the configuration that was changed goes back to what it was', () => {
  expect(judged(badConfig, fails, changed)).toMatchObject({
    actions: ['restore-config api api-config 7'],
    change: { id: 'c1' },
  });
});

test.each(['key', 'from'] as const)('without its %s there is no way back', missing => {
  const { [missing]: _, ...rest } = configChange(1);
  expect(judged(badConfig, fails, { changes: [rest] })).toMatchObject({ actions: [], support: 7 });
});
