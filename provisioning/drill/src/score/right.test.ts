import { right } from './right';
import { injectedAt } from './testRuns';

const truth = { services: ['payment', 'bank'], modes: ['slow-dependency'] };
const unknown = { services: [], modes: [] };
const name = (s: number, service: string, failureMode: string, committed = true) => ({
  at: injectedAt + s,
  service,
  failureMode,
  committed,
});

test.each([
  { says: 'any of the true ones', named: [name(5, 'bank', 'slow-dependency')], truth, service: true, mode: true },
  { says: 'the right service only', named: [name(5, 'bank', 'service-down')], truth, service: true, mode: false },
  { says: 'another service', named: [name(5, 'orders', 'slow-dependency')], truth, service: false, mode: true },
  { says: 'nothing', named: [], truth, service: false, mode: false },
  {
    says: 'the true one second',
    named: [name(9, 'bank', 'slow-dependency'), name(5, 'orders', 'service-down')],
    truth,
    service: false,
    mode: false,
  },
  {
    says: 'a guess without commitment first',
    named: [name(3, 'orders', 'service-down', false), name(5, 'bank', 'slow-dependency')],
    truth,
    service: true,
    mode: true,
  },
  { says: 'nothing where nothing is true', named: [], truth: unknown, service: true, mode: true },
  {
    says: '"unknown" where nothing is true',
    named: [name(5, 'cart', 'unknown')],
    truth: unknown,
    service: true,
    mode: true,
  },
  {
    says: 'something where nothing is true',
    named: [name(5, 'cart', 'bad-release')],
    truth: unknown,
    service: false,
    mode: false,
  },
])('$says', ({ named, truth: of, service, mode }) =>
  expect(right({ arm: 'autocura', named }, of)).toMatchObject({ serviceRight: service, modeRight: mode }),
);

test('says what was named, and nothing for arms that name nothing', () => {
  const named = [name(5, 'bank', 'slow-dependency')];
  expect(right({ arm: 'autocura', named }, truth).firstHypothesis).toBe('bank/slow-dependency');
  expect(right({ arm: 'autocura', named: [] }, truth).firstHypothesis).toBe('unknown');
  expect(right({ arm: 'restart', named: [] }, unknown)).toEqual({
    serviceRight: null,
    modeRight: null,
    locatedRight: null,
    firstHypothesis: null,
  });
});

test.each([
  { says: 'a true service', located: 'bank', of: truth, right: true },
  { says: 'another', located: 'orders', of: truth, right: false },
  { says: 'that nothing stands out', located: null, of: truth, right: false },
  { says: 'that nothing stands out, where nothing is true', located: null, of: unknown, right: true },
  { says: 'nothing, as it was not asked', located: undefined, of: truth, right: null },
])('by statistics alone: $says', ({ located, of, right: expected }) => {
  const run = { arm: 'autocura' as const, named: [], ...(located !== undefined && { located }) };
  expect(right(run, of).locatedRight).toBe(expected);
});
