import { lastDays } from './period';

const noon = Date.parse('2026-11-30T12:00:30.500Z');

test.each([
  { days: undefined, from: undefined },
  { days: '1', from: '2026-11-29T12:00:00.000Z' },
  { days: '30', from: '2026-10-31T12:00:00.000Z' },
])('the last $days days begin at $from', ({ days, from }) =>
  expect(lastDays(days, noon)).toEqual(from ? { from } : {}),
);
