import { aSubject, now, someFacts } from '../examples';
import { oneAtATime } from './oneAtATime';

test('G-25 while another incident acts on the target, this one waits', () => {
  const word = oneAtATime.judge(aSubject(), someFacts({ underWay: [{ incidentId: 'i2', target: 'cart' }] }));
  expect(word).toMatchObject({ decision: 'deny', reason: 'incident i2 is acting on cart' });
  expect(Date.parse(word?.until ?? '')).toBeGreaterThan(Date.parse(now));
});

test.each([
  { name: 'nothing is under way', underWay: [] },
  { name: 'another target is acted on', underWay: [{ incidentId: 'i2', target: 'orders' }] },
  { name: 'it is this very incident', underWay: [{ incidentId: 'i1', target: 'cart' }] },
])('$name', ({ underWay }) => expect(oneAtATime.judge(aSubject(), someFacts({ underWay }))).toBeUndefined());
