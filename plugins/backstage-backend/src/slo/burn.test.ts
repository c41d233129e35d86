import { budgetLeft, burnRate, burnsOf, standardBurns, windowsOf } from './burn';

const [fiveMinutes, halfHour, hour, twoHours, sixHours, day, threeDays] = [
  ...[300, 1_800, 3_600, 7_200, 21_600, 86_400, 259_200],
] as [number, number, number, number, number, number, number];

test('each pair spends the share of 30 days that it stands for, worked out by hand', () => {
  // 14.4 times for 1 of 720 hours: 2 %. 6 for 6: 5 %. 3 for 24: 10 %. 1 for 72: 10 %.
  const spent = standardBurns.map(({ long, factor }) => (factor * long) / 3_600 / 720);
  expect(spent.map(share => Math.round(share * 1e6) / 1e6)).toEqual([0.02, 0.05, 0.1, 0.1]);
  expect(standardBurns.map(({ long, short }) => long / short)).toEqual([12, 12, 12, 12]);
});

// By hand, for 99.9 %: 0.1 % may fail, so 1.44 % failing is 14.4, 0.6 % is 6, 0.3 % is 3 and 0.1 % is 1.
test.each([
  { name: 'an outage', long: hour, short: fiveMinutes, bad: 0.0145, index: 0 },
  { name: 'a bad half of a day', long: sixHours, short: halfHour, bad: 0.0061, index: 1 },
  { name: 'a bad day', long: day, short: twoHours, bad: 0.0031, index: 2 },
  { name: 'a slow leak', long: threeDays, short: sixHours, bad: 0.00101, index: 3 },
])('$name: over the line in both windows it fires, in one it does not', ({ long, short, bad, index }) => {
  const firing = (shares: [number, number][]) => burnsOf(new Map(shares), 0.999, 30)[index]?.firing;
  expect(firing([...([[long, bad]] as [number, number][]), [short, bad]])).toBe(true);
  expect(
    firing([
      [long, bad],
      [short, bad * 0.9],
    ]),
  ).toBe(false);
  expect(
    firing([
      [long, bad * 0.9],
      [short, bad],
    ]),
  ).toBe(false);
  expect(firing([[long, bad]])).toBe(false);
});

/** Which pairs fire, the shortest first, when everything fails at that rate everywhere. Worked out by hand. */
test.each([
  { target: 0.999, bad: 0.02, rate: 20, fires: [true, true, true, true] },
  { target: 0.999, bad: 0.01, rate: 10, fires: [false, true, true, true] },
  { target: 0.999, bad: 0.005, rate: 5, fires: [false, false, true, true] },
  { target: 0.999, bad: 0.002, rate: 2, fires: [false, false, false, true] },
  { target: 0.999, bad: 0.0005, rate: 0.5, fires: [false, false, false, false] },
  { target: 0.99, bad: 0.02, rate: 2, fires: [false, false, false, true] },
  { target: 0.95, bad: 1, rate: 20, fires: [true, true, true, true] },
  { target: 0.9, bad: 1, rate: 10, fires: [false, true, true, true] },
])('$bad failing of a target of $target burns at $rate', ({ target, bad, rate, fires }) => {
  const shares = new Map(windowsOf(30).map(window => [window, bad]));
  expect(burnRate(bad, target)).toBeCloseTo(rate, 9);
  expect(burnsOf(shares, target, 30).map(({ firing }) => firing)).toEqual(fires);
});

test('of 7 days the same shares are meant', () =>
  expect(burnsOf(new Map(), 0.999, 7).map(({ factor }) => Math.round(factor * 100) / 100)).toEqual([
    3.36, 1.4, 0.7, 0.23,
  ]));

test.each([
  { bad: 0, left: 1 },
  { bad: 0.0005, left: 0.5 },
  { bad: 0.001, left: 0 },
  { bad: 0.002, left: -1 },
])('$bad failing of 0.1 % leaves $left', ({ bad, left }) => expect(budgetLeft(bad, 0.999)).toBeCloseTo(left, 9));

test('each window is measured once', () => {
  expect(windowsOf(28)).toEqual([fiveMinutes, hour, halfHour, sixHours, twoHours, day, threeDays, 28 * day]);
});
