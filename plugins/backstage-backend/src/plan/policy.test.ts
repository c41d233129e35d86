import { modes } from '@autocura/common';
import fc from 'fast-check';
import { now, restartCart } from './examples';
import { defaultLimits } from './limits';
import { granted, type PolicyRule } from './policy';

const rule = (about: Partial<PolicyRule>): PolicyRule => ({ name: 'r', match: {}, mode: 'auto', ...about });
const modeOf = (rules: PolicyRule[], step = restartCart) => granted({ rules }, step, 'memory-leak', now).mode;

test.each([
  { name: 'G-10 no rule at all', rules: [], mode: 'propose' },
  { name: 'G-10 none matches', rules: [rule({ match: { action: ['scale'] } })], mode: 'propose' },
  { name: 'a rule for everything', rules: [rule({})], mode: 'auto' },
  { name: 'a rule by action', rules: [rule({ match: { action: ['scale', 'restart'] } })], mode: 'auto' },
  { name: 'a rule by service', rules: [rule({ match: { service: ['cart'] } })], mode: 'auto' },
  { name: 'a rule by failure mode', rules: [rule({ match: { failureMode: ['memory-leak'] } })], mode: 'auto' },
  {
    name: 'all parts of a match have to fit',
    rules: [rule({ match: { action: ['restart'], service: ['orders'] } })],
    mode: 'propose',
  },
  { name: 'an empty list matches nothing', rules: [rule({ match: { service: [] } })], mode: 'propose' },
  {
    name: 'G-11 a rule outside its hours grants nothing',
    rules: [rule({ match: { during: { hours: { from: '10:01', to: '18:00' }, zone: 'UTC' } } })],
    mode: 'propose',
  },
  {
    name: 'G-15 a freeze beats what is granted otherwise',
    rules: [
      rule({}),
      rule({ mode: 'approve', match: { during: { zone: 'UTC', between: { from: '2026-01-05', to: '2026-01-06' } } } }),
    ],
    mode: 'approve',
  },
  { name: 'G-10 two match', rules: [rule({}), rule({ mode: 'approve' })], mode: 'approve' },
  {
    name: 'G-10 observe beats all',
    rules: [rule({}), rule({ mode: 'observe' }), rule({ mode: 'approve' })],
    mode: 'observe',
  },
])('$name: $mode', ({ rules, mode }) => expect(modeOf(rules)).toBe(mode));

test('the service of a rule is the one that is changed, not the target of the lock', () => {
  const step = { action: 'restart', target: 'cart-0', params: { service: 'cart' } };
  expect(modeOf([rule({ match: { service: ['cart'] } })], step)).toBe('auto');
});

test('G-10 an unreadable policy grants nothing, whatever rules are left of it', () => {
  const grant = granted({ rules: [rule({})], unreadable: 'line 3' }, restartCart, 'memory-leak', now);
  expect(grant).toMatchObject({ mode: 'propose', from: 'the healing policy cannot be read (line 3)', named: false });
});

test('G-10 of an unreadable policy what its rules held back still counts, and nothing that they loosened', () => {
  const rules = [
    rule({ mode: 'observe', match: { service: ['cart'] }, limits: { cooldownMs: 9_000_000, perHour: 999 } }),
    rule({ mode: 'auto', limits: { perHour: 2 }, match: { service: ['orders'] } }),
  ];
  const grant = granted({ rules, unreadable: 'line 3' }, restartCart, 'memory-leak', now);
  expect(grant).toMatchObject({ mode: 'observe', limits: { ...defaultLimits, cooldownMs: 9_000_000 } });
});

test('G-10 one more rule never grants more than there was', () => {
  const any = fc.record({ name: fc.constant('r'), match: fc.constant({}), mode: fc.constantFrom(...modes) });
  fc.assert(
    fc.property(fc.array(any, { minLength: 1 }), any, (rules, more) => {
      expect(modes.indexOf(modeOf([...rules, more]))).toBeLessThanOrEqual(modes.indexOf(modeOf(rules)));
    }),
  );
});

test('of the limits that matching rules set the most careful count, else the defaults', () => {
  const { limits } = granted(
    {
      rules: [
        rule({ limits: { cooldownMs: 10, perHour: 50, tryAgain: true } }),
        rule({ limits: { cooldownMs: 20, perHour: 9, tryAgain: false } }),
        rule({ match: { service: ['orders'] }, limits: { perHour: 1 } }),
      ],
    },
    restartCart,
    'memory-leak',
    now,
  );
  expect(limits).toEqual({ ...defaultLimits, cooldownMs: 20, perHour: 9, tryAgain: false });
});

describe('a mode that has to be earned', () => {
  const earned = rule({ mode: 'auto', earned: true });
  const at = (level: 'propose' | 'approve' | 'auto', rules = [earned]) =>
    granted({ rules }, restartCart, 'memory-leak', now, { level, reasons: ['healed 5 of 5'] });

  test.each(['propose', 'approve', 'auto'] as const)('is %s while that was earned', level => {
    expect(at(level)).toMatchObject({ mode: level, from: 'policy "r" as far as it was earned: healed 5 of 5' });
  });

  test('is no more than the policy allows', () => {
    expect(at('auto', [rule({ mode: 'approve', earned: true })]).mode).toBe('approve');
    expect(at('auto', [earned, rule({ mode: 'observe' })]).mode).toBe('observe');
  });

  test('begins with a proposal', () => {
    expect(modeOf([earned])).toBe('propose');
  });

  test('says nothing of what was earned where another rule decides', () => {
    expect(at('auto', [earned, rule({ name: 'careful', mode: 'approve' })]).from).toBe('policy "careful"');
  });
});

test('where the mode comes from is said', () => {
  const rules = [rule({ name: 'a' }), rule({ name: 'b', mode: 'approve' }), rule({ name: 'c', mode: 'approve' })];
  expect(granted({ rules }, restartCart, 'memory-leak', now).from).toBe('policy "b" and "c"');
});
