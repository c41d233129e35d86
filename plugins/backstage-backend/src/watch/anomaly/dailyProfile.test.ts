import { emptyProfile, learnSample, riseAt } from './dailyProfile';

const day = 86_400;
const stepS = 300;

/** Each day at three the series is 40 above its level, else at it. */
const learned = (days: number, isMissing = (_day: number) => false) => {
  const profile = emptyProfile(stepS);
  for (let time = 0; time < days * day; time += stepS) {
    const isThree = Math.floor((time % day) / 3600) === 3;
    if (!isMissing(Math.floor(time / day))) learnSample(profile, stepS, time, isThree ? 140 : 100, 100);
  }
  return profile;
};
const three = 3 * 3600 + 600;

test('what comes each day is known at its time', () => {
  expect(riseAt(learned(4), stepS, 4 * day + three)).toBe(40);
  expect(riseAt(learned(4), stepS, 4 * day + 2 * three)).toBe(0);
});

test('on the first day nothing is known', () => expect(riseAt(learned(1), stepS, day - stepS)).toBeUndefined());

test('days without samples are none', () => {
  const profile = learned(6, which => which === 3 || which === 4);
  expect(riseAt(profile, stepS, 6 * day + three)).toBe(40);
});

test('what is older than a week is forgotten', () => {
  const profile = learned(3);
  learnSample(profile, stepS, 30 * day, 100, 100);
  expect(riseAt(profile, stepS, 30 * day + three)).toBeUndefined();
});

test('spread lies between low and high of all days', () => {
  const profile = emptyProfile(3600);
  for (let hour = 0; hour < 200; hour += 1) learnSample(profile, 3600, hour * 3600, hour % 24, 0);
  expect(profile.spread).toBeGreaterThan(17);
  expect(profile.spread).toBeLessThan(22);
});
