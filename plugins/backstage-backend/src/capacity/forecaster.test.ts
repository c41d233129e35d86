import { MadeCourses } from '../predict/testCourses';
import { forecaster } from './forecaster';

const hour = 3600;
const now = Date.parse('2026-03-02T12:20:00Z');
const daily = (seconds: number) => 100 + 40 * Math.sin((2 * Math.PI * seconds) / (24 * hour));
const since = (weeks: number) => (seconds: number) =>
  seconds * 1000 < now - weeks * 7 * 24 * hour * 1000 ? undefined : daily(seconds);

const started = (weeks: number) => {
  const made = new MadeCourses({ cart: { 'requests.rate': since(weeks) } });
  const clock = { now };
  return { made, clock, forecasts: forecaster({ source: made.source, now: () => new Date(clock.now) }) };
};

test('two days hour by hour, the first after the last that was measured', async () => {
  const [rate, ...others] = await started(5).forecasts('cart');
  expect(others).toEqual([]);
  expect(rate).toMatchObject({
    service: 'cart',
    signal: 'requests.rate',
    unit: 'req/s',
    at: '2026-03-02T12:00:00.000Z',
  });
  expect(rate?.hours).toHaveLength(48);
  expect([rate?.past.at(-1)?.at, rate?.hours[0]?.at]).toEqual(['2026-03-02T12:00:00.000Z', '2026-03-02T13:00:00.000Z']);
  for (const { at, expected, lo, hi } of rate!.hours) {
    expect(Math.abs(expected - daily(Date.parse(at) / 1000))).toBeLessThan(5);
    expect(lo <= expected && expected <= hi).toBe(true);
  }
});

test('where less than three weeks are known none is made, and it is said', async () =>
  expect(await started(2).forecasts('cart')).toMatchObject([
    { hours: [], problem: expect.stringContaining('three weeks') },
  ]));

test('it is made once an hour, and again when nothing could be asked', async () => {
  const { made, clock, forecasts } = started(4);
  made.away = true;
  expect(await forecasts('cart')).toEqual([]);
  made.away = false;
  expect(await forecasts('cart')).toHaveLength(1);
  await forecasts('cart');
  expect(made.asked).toHaveLength(2);
  clock.now += hour * 1000;
  await forecasts('cart');
  expect(made.asked).toHaveLength(3);
});
