import { aSubject, someFacts } from '../examples';
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
