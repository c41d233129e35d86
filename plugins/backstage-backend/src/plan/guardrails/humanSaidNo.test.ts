import { anIncident, aSubject, someFacts } from '../examples';
import { humanSaidNo } from './humanSaidNo';

const answer = (right: boolean) => ({ hypothesis: 'cart/memory-leak', right, by: 'user:default/ana', at: '' });
const judge = (about: Parameters<typeof anIncident>[0], by?: string) =>
  humanSaidNo.judge(aSubject({ incident: anIncident(about), ...(by !== undefined && { by }) }), someFacts());
const { digest } = aSubject();

test('what a person rejected is not proposed again', () => {
  expect(judge({ rejected: [digest] })).toEqual({ decision: 'deny', reason: 'a person rejected it' });
  expect(judge({ rejected: ['another'] })).toBeUndefined();
});

test('a cause that a person ruled out is not acted on, unless the person thought again', () => {
  expect(judge({ feedback: [answer(false)] })?.reason).toContain('user:default/ana said');
  expect(judge({ feedback: [answer(false), answer(true)] })).toBeUndefined();
  expect(judge({ feedback: [{ ...answer(false), hypothesis: 'orders/overload' }] })).toBeUndefined();
});

test('a person may still ask for it', () => expect(judge({ rejected: [digest] }, 'user:default/ana')).toBeUndefined());
