import { aSubject, someFacts } from '../examples';
import type { PolicyRule } from '../policy';
import { policyMode } from './policyMode';

test.each([
  { mode: 'observe', decision: 'deny' },
  { mode: 'propose', decision: 'ask' },
  { mode: 'approve', decision: 'ask' },
  { mode: 'auto', decision: 'allow' },
] as const)('$mode: $decision, and it says by whose leave', ({ mode, decision }) => {
  const facts = someFacts({ policy: { rules: [{ name: 'restarts', match: {}, mode }] } });
  const word = policyMode.judge(aSubject({}, facts), facts);
  expect(word?.decision).toBe(decision);
  expect(word?.until).toBeUndefined();
  expect(word?.reason).toContain('policy "restarts"');
});

test.each([
  { name: 'G-10 no policy matches', policy: { rules: [] } },
  { name: 'G-10 the policy is unreadable', policy: { rules: [], unreadable: 'no such file' } },
])('$name: recommend only', ({ policy }) => {
  const facts = someFacts({ policy });
  expect(policyMode.judge(aSubject({}, facts), facts)).toMatchObject({
    decision: 'ask',
    reason: expect.stringContaining('recommend only'),
  });
});

const automatic: PolicyRule = { name: 'all of it', match: {}, mode: 'auto' };
const holding = (from: string, to: string) => ({ during: { zone: 'UTC', between: { from, to } } });

test.each<{ name: string; rules: PolicyRule[] }>([
  {
    name: 'G-15 a freeze stops what is automatic otherwise',
    rules: [automatic, { name: 'freeze', match: holding('2026-01-05', '2026-01-06'), mode: 'approve' }],
  },
  {
    name: 'G-11 outside its hours a rule grants nothing',
    rules: [{ ...automatic, match: holding('2026-01-06', '2026-01-07') }],
  },
  {
    name: 'G-11 the least of what rules for action and service grant counts',
    rules: [automatic, { name: 'careful', match: { service: ['cart'] }, mode: 'propose' }],
  },
  { name: 'G-11 what was not earned is not granted', rules: [{ ...automatic, earned: true }] },
])('$name', ({ rules }) => {
  const facts = someFacts({ policy: { rules } });
  expect(policyMode.judge(aSubject({}, facts), facts)?.decision).toBe('ask');
});
