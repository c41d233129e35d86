import type { FieldChange, Foretold, Step } from '@autocura/common';
import fc from 'fast-check';
import { attemptKey, attemptsOfEpisode, canonical, digestOf, sameSubject } from './attempts';
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

describe('G-31 the digest and what is foretold', () => {
  const change: FieldChange = { object: 'Deployment shop/cart', field: 'spec.replicas', from: '3', to: '5', uid: 'u1' };
  const digest = (foretold?: Foretold) =>
    digestOf(rollCartBack, 'h', { id: 'i1', episode: 1, attempts: [] }, { version: 'v1' }, text => text, foretold);
  const own = digest({ changes: [change] });

  test.each<{ name: string; foretold?: Foretold }>([
    { name: 'other values', foretold: { changes: [{ ...change, to: '6' }] } },
    { name: 'other values before', foretold: { changes: [{ ...change, from: '4' }] } },
    { name: 'another object of the same name', foretold: { changes: [{ ...change, uid: 'u2' }] } },
    { name: 'one more field', foretold: { changes: [change, { ...change, field: 'spec.paused', to: 'true' }] } },
    { name: 'nothing', foretold: { changes: [] } },
    { name: 'what cannot be told', foretold: { cannot: 'nobody answers' } },
    { name: 'what nobody asked' },
  ])('$name is another one', ({ foretold }) => {
    expect(digest(foretold)).not.toBe(own);
    expect(sameSubject(digest(foretold), own)).toBe(true);
  });

  test('what passes is no part of it: moments that are set, what is told beside, why nothing could be told', () => {
    const restarted = (to: string, aside: string) =>
      digest({ changes: [{ object: 'Deployment shop/cart', field: 'restartedAt', to, aside }] });
    expect(restarted('2026-01-01T10:00:00.000Z', '3 s')).toBe(restarted('2026-01-01T10:00:05Z', '8 s'));
    expect(digest({ cannot: 'nobody answers' })).toBe(digest({ cannot: 'it took too long' }));
    const other = { ...change, field: 'spec.paused' };
    expect(digest({ changes: [change, other] })).toBe(digest({ changes: [other, change] }));
  });

  test('a plan of an earlier release, with nothing foretold, keeps its digest', () => {
    expect(digest()).toBe(`${JSON.stringify([canonical(rollCartBack), 'h', 'i1', 1])}@0.v1`);
  });
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
