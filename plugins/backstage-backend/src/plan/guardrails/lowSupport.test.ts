import { aHypothesis, limited, someFacts } from '../examples';
import { lowSupport } from './lowSupport';

test.each([
  { name: 'stands out and is well supported', standing: 'likely', support: 3, decision: undefined },
  { name: 'stands out, but little speaks for it', standing: 'likely', support: 1, decision: 'ask' },
  { name: 'does not stand out', standing: 'inconclusive', support: 9, decision: 'ask' },
  { name: 'a person confirmed it', standing: 'confirmed', support: 1, decision: undefined },
] as const)('$name', ({ standing, support, decision }) => {
  const subject = limited({ minSupport: 2 }, { hypothesis: aHypothesis({ standing, support }) });
  expect(lowSupport.judge(subject, someFacts())?.decision).toBe(decision);
});

test('who asks for it has reasons of their own', () => {
  const subject = limited({}, { hypothesis: aHypothesis({ support: 0 }), by: 'user:default/ana' });
  expect(lowSupport.judge(subject, someFacts())).toBeUndefined();
});
