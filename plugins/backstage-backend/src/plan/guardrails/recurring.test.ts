import { aSubject, someFacts } from '../examples';
import { recurring } from './recurring';

const problem = { service: 'cart', failureMode: 'memory-leak', heals: 5 };
const judge = (...problems: (typeof problem)[]) => recurring.judge(aSubject(), someFacts({ problems }));

test('G-63 what was healed too often is asked about until somebody takes note', () => {
  expect(judge(problem)).toEqual({
    decision: 'ask',
    reason: 'it was healed 5 times in seven days and nobody has taken note: the cause wants mending',
  });
  expect(judge()).toBeUndefined();
});

test('G-63 it is about this cause at this service', () => {
  expect(judge({ ...problem, failureMode: 'overload' }, { ...problem, service: 'orders' })).toBeUndefined();
});
