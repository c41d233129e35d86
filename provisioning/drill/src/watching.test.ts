import { rules } from './score';
import { seenEnough } from './watching';

const injectedAt = 1000;
const second = (t: number, bad: boolean) => ({
  t,
  ok: bad ? 10 : 30,
  failed: bad ? 20 : 0,
  p50: 30,
  p95: 80,
  confirmed: 3,
  late: 0,
});

/** When watching ends, in seconds after the injection, if the shop is bad in these spans. */
function endsAt(...spans: [number, number][]) {
  const isBad = (s: number) => spans.some(([from, to]) => s >= from && s < to);
  for (let now = 0; now < 400; now += 1) {
    const seconds = Array.from({ length: 12 + now }, (_, i) => second(injectedAt - 12 + i, isBad(i - 12)));
    if (seenEnough({ seconds, injectedAt }, injectedAt + now, rules)) return now;
  }
  throw new Error('it never ends');
}

test('a minute is watched always', () => {
  expect(endsAt()).toBe(60);
  expect(endsAt([3, 8])).toBe(60);
});

test('what has not begun to be well by the cut is not waited for', () => {
  expect(endsAt([3, 300])).toBe(60);
});

test('a good period that began before the cut is followed to its end, with the orders made in it', () => {
  expect(endsAt([3, 55])).toBeGreaterThanOrEqual(55 + rules.holdS + 11);
  expect(endsAt([3, 55])).toBeLessThanOrEqual(55 + rules.holdS + 16);
});

test('when it breaks off, another one may begin until the horizon', () => {
  expect(endsAt([3, 55], [70, 80])).toBeGreaterThanOrEqual(80 + rules.holdS);
  expect(endsAt([3, 55], [70, 300])).toBe(rules.horizonS);
});
