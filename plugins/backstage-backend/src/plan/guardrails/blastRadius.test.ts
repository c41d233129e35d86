import { aSubject, anAction, limited, someFacts } from '../examples';
import { blastRadius } from './blastRadius';

const interrupting = anAction({ interrupts: true });
const judge = (running: number | undefined, subject = aSubject({ action: interrupting })) =>
  blastRadius.judge(subject, someFacts({ replicas: running === undefined ? {} : { cart: { running } } }))?.decision;

test.each([
  { name: 'G-21 the only replica', running: 1, decision: 'ask' },
  { name: 'G-21 nobody knows how many are running', running: undefined, decision: 'ask' },
  { name: 'one of two', running: 2, decision: undefined },
  { name: 'it is down already', running: 0, decision: undefined },
])('$name', ({ running, decision }) => expect(judge(running)).toBe(decision));

test('policy may allow to interrupt the last replica', () => {
  expect(judge(1, limited({ interruptLastReplica: true }, { action: interrupting }))).toBeUndefined();
});

test('what interrupts nothing needs no replica to spare', () => expect(judge(1, aSubject())).toBeUndefined());

test.each([
  { name: 'G-20 scaling in takes replicas away', running: 4, leaves: 2, decision: 'ask' },
  { name: 'scaling to what runs does not', running: 2, leaves: 2, decision: undefined },
  { name: 'scaling out does not', running: 2, leaves: 5, decision: undefined },
])('$name', ({ running, leaves, decision }) => {
  expect(judge(running, aSubject({ action: anAction({ leaves: () => leaves }) }))).toBe(decision);
});
