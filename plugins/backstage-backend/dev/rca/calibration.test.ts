import { type Answered, calibrate, fit } from './calibration';

/** Right in the share that a known curve gives, on two systems that do not differ. */
const drawn = (share: (standsOut: number) => number): Answered[] =>
  Array.from({ length: 400 }, (_, n) => {
    const standsOut = (n % 20) / 4;
    return {
      system: n % 2 ? 'a' : 'b',
      ...{ standsOut, lead: 0 },
      right: Math.floor(n / 20) % 20 < 20 * share(standsOut),
    };
  });
const curve = (standsOut: number) => 1 / (1 + Math.exp(2 - 3 * Math.log1p(standsOut)));

test('finds the curve that the answers were drawn from', () => {
  const found = fit(drawn(curve));
  expect(found.base).toBeCloseTo(-2, 0);
  expect(found.standsOut).toBeCloseTo(3, 0);
});

test('what is drawn from a curve is well calibrated on the system that was held back', () => {
  const { bins, error, interval } = calibrate(drawn(curve), 1);
  expect(bins).toHaveLength(5);
  expect(error).toBeLessThan(0.05);
  expect(interval[0]).toBeLessThanOrEqual(interval[1]);
});

test('a system on which sure answers are wrong is not well calibrated', () => {
  const answers = drawn(curve).map(one => (one.system === 'a' ? one : { ...one, right: !one.right }));
  expect(calibrate(answers, 1).error).toBeGreaterThan(0.15);
});
