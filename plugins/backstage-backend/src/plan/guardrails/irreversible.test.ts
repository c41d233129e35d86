import type { PolicyRule } from '../policy';
import { anAction, aSubject, someFacts } from '../examples';
import { irreversible } from './irreversible';

const judge = (rule: PolicyRule, reversible: 'reversible' | 'mitigation' | 'irreversible') => {
  const facts = someFacts({ policy: { rules: [rule] } });
  return irreversible.judge(aSubject({ action: anAction({ reversible }) }, facts), facts)?.decision;
};
const rule = (match: PolicyRule['match'], mode: PolicyRule['mode'] = 'auto'): PolicyRule => ({
  name: 'r',
  match,
  mode,
});

test.each([
  { name: 'G-14 a rule for everything is not enough', match: {}, decision: 'ask' },
  { name: 'G-14 a rule for the action is not enough', match: { action: ['restart'] }, decision: 'ask' },
  { name: 'G-14 a rule for the service is not enough', match: { service: ['cart'] }, decision: 'ask' },
  { name: 'a rule that names both is', match: { action: ['restart'], service: ['cart'] }, decision: undefined },
])('$name', ({ match, decision }) => expect(judge(rule(match), 'irreversible')).toBe(decision));

test.each(['reversible', 'mitigation'] as const)('%s needs no such rule', reversible => {
  expect(judge(rule({}), reversible)).toBeUndefined();
});
