import { type Given, judged } from '../testSupport/given';
import { slowDependency } from './slowDependency';

const calls = (backend: number, cache = 0.5): Given => ({
  calls: { parts: { backend, cache }, normalParts: { backend: 0.06, cache: 0.5 } },
});
const own = (value: number): Given => ({ own: { value, normal: 0.08 } });

test.each<{ name: string; given: Given; support: number; about?: string }>([
  { name: 'calls are slow and so is it', given: { ...calls(1.3), ...own(1.4) }, support: 5, about: 'backend' },
  { name: 'calls are slow and nobody feels it', given: { ...calls(1.3), ...own(0.09) }, support: 1 },
  {
    name: 'the callee says so too',
    given: { ...calls(1.3), ...own(1.4), theirs: { parts: { backend: 1.3 }, normalParts: { backend: 0.05 } } },
    support: 7,
  },
  {
    name: 'the callee says it is fast',
    given: { ...calls(1.3), ...own(1.4), theirs: { parts: { backend: 0.05 }, normalParts: { backend: 0.05 } } },
    support: 2,
  },
  { name: 'a call that is always slow is not it', given: { ...calls(0.07, 0.5), ...own(0.5) }, support: -6 },
  { name: 'a few ms more are not slow', given: { ...calls(0.14), ...own(0.1) }, support: -6 },
  {
    name: 'its own loop is what is slow',
    given: { ...calls(1.3), ...own(1.4), loop: { value: 0.98, normal: 0.1 } },
    support: 2,
  },
  { name: 'without a usual, over a second is slow', given: { calls: { parts: { backend: 1.2 } } }, support: 3 },
  { name: 'calls unknown', given: own(5), support: 0 },
])('$name', ({ given, support, about }) => {
  const judgement = judged(slowDependency, given);
  expect(judgement.support).toBe(support);
  if (about) expect(judgement.about).toBe(about);
});

const fallbackFlags = [
  { dependency: 'backend', flag: 'backend-replica', value: 'second' },
  { dependency: 'cache', flag: 'no-cache', value: 'on' },
];

test('the declared fallback of the slow callee, even when that has no metrics', () => {
  const judgement = judged(slowDependency, { ...calls(1.3), ...own(1.4) }, { capabilities: { fallbackFlags } });
  expect(judgement.actions).toEqual(['set-flag backend-replica second']);
});

test('a callee that is ours can be restarted, after the fallback', () => {
  const given = { ...calls(1.3), theirs: { parts: { backend: 1.3 } } };
  expect(judged(slowDependency, given, { capabilities: { fallbackFlags } }).actions).toEqual([
    'set-flag backend-replica second',
    'restart backend',
  ]);
});

test.each<{ name: string; given: Given }>([
  { name: 'fails as well', given: { theirs: { parts: { backend: 1.3 } }, theirErrors: { parts: { backend: 0.4 } } } },
  { name: 'says that it is fast', given: { theirs: { parts: { backend: 0.05 } } } },
])('a callee of ours that $name is not restarted for being slow', ({ given }) =>
  expect(judged(slowDependency, { ...calls(1.3), ...given }).actions).toEqual([]),
);

test('nothing is done about a callee of others without a fallback', () => {
  expect(judged(slowDependency, calls(1.3)).actions).toEqual([]);
});
