import type { Step } from '@autocura/common';
import fc from 'fast-check';
import { attemptKey, attemptsOfEpisode, digestOf, sameSubject } from './attempts';
import { anAttempt, anIncident, restartCart, rollCartBack } from './examples';

const key = (id: string, episode: number, step = restartCart, number = 1) => attemptKey({ id, episode }, step, number);

test('G-36 the key differs by incident, episode, action, target and attempt, and by nothing else', () => {
  const other = [
    key('i2', 1),
    key('i1', 2),
    key('i1', 1, rollCartBack),
    key('i1', 1, { ...restartCart, target: 'orders' }),
    key('i1', 1, restartCart, 2),
  ];
  expect(new Set([key('i1', 1), ...other]).size).toBe(6);
  expect(key('i1', 1)).toBe(key('i1', 1));
});

test('no two tries share a key, whatever their names, and each fits into a header', () => {
  const some = fc.tuple(fc.string(), fc.nat(), fc.string(), fc.string(), fc.nat());
  const of = ([id, episode, action, target, number]: [string, number, string, string, number]) =>
    key(id, episode, { action, target, params: {} }, number);
  fc.assert(
    fc.property(some, some, (a, b) => {
      expect(of(a) === of(b)).toBe(JSON.stringify(a) === JSON.stringify(b));
      expect(of(a)).toMatch(/^[\x21-\x7e]+$/);
    }),
  );
});

test('only tries of the episode that goes on now count', () => {
  const attempts = [
    anAttempt({ key: key('i1', 1) }),
    anAttempt({ key: key('i1', 12) }),
    anAttempt({ key: key('i1', 2) }),
  ];
  expect(attemptsOfEpisode(anIncident({ episode: 1, attempts }))).toEqual([attempts[0]]);
});

test('G-31 the digest covers step, hypothesis, incident, episode, tries and policy', () => {
  const digest = (step: Step, hypothesis = 'h', id = 'i1', episode = 1, tries = 0, version = 'v1') =>
    digestOf(step, hypothesis, { id, episode, attempts: Array(tries).fill(anAttempt()) }, { version }, text => text);
  const own = digest(rollCartBack);
  expect(digest({ ...rollCartBack, params: { version: '1', service: 'cart' } })).toBe(own);
  const others = [
    digest({ ...rollCartBack, params: { service: 'cart', version: '2' } }),
    digest({ ...rollCartBack, target: 'orders' }),
    digest(rollCartBack, 'other'),
    digest(rollCartBack, 'h', 'i2'),
    digest(rollCartBack, 'h', 'i1', 2),
  ];
  const sameSubjects = [digest(rollCartBack, 'h', 'i1', 1, 1), digest(rollCartBack, 'h', 'i1', 1, 0, 'v2')];
  expect(new Set([own, ...others, ...sameSubjects]).size).toBe(8);
  expect(others.filter(other => sameSubject(own, other))).toEqual([]);
  expect(sameSubjects.filter(other => sameSubject(own, other))).toHaveLength(2);
});
