import type { Evidence, SignalName } from '@autocura/common';
import { missing } from '@autocura/common';
import { prevented } from './prevented';

const at = (seconds: number) => new Date(Date.UTC(2026, 0, 1) + seconds * 1000).toISOString();
const answer = (signal: SignalName, value: number | undefined, seconds: number, normal = value): Evidence => ({
  ...{ id: `${signal}@${seconds}`, question: { service: 'cart', signal, normal: true }, source: 'prometheus' },
  ...{ family: 'kubernetes', query: signal, unit: 'ratio' },
  measurement:
    value === undefined
      ? missing('no data')
      : { state: 'measured', value, at: at(seconds), ...(normal !== undefined && { normal }) },
});
const calm = (seconds: number) => [answer('requests.errors', 0, seconds), answer('requests.rate', 10, seconds)];
const judged = (expected: boolean, after: Evidence[], lastLook = false) =>
  prevented({ before: calm(0), after, actedAt: at(10), expected, lastLook }).outcome;

test.each([
  { name: 'no longer expected and all well: healed', expected: false, after: calm(30), is: 'healed', last: 'healed' },
  { name: 'still expected', expected: true, after: calm(30), is: 'look again', last: 'not healed' },
  {
    name: 'users feel something now',
    ...{ expected: false, after: [answer('requests.errors', 0.4, 30, 0), ...calm(30).slice(1)] },
    ...{ is: 'worse', last: 'worse' },
  },
  {
    name: 'nothing can be measured',
    ...{ expected: false, after: [answer('requests.errors', undefined, 30)], is: 'look again', last: 'inconclusive' },
  },
])('$name', ({ expected, after, is, last }) => {
  expect(judged(expected, after)).toBe(is);
  expect(judged(expected, after, true)).toBe(last);
});
