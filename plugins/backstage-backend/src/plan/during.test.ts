import { type During, holdsAt } from './during';

const berlin = 'Europe/Berlin';
const office: During = {
  days: ['mon', 'tue', 'wed', 'thu', 'fri'],
  hours: { from: '09:00', to: '17:30' },
  zone: berlin,
};
const nights: During = { days: ['fri'], hours: { from: '22:00', to: '06:00' }, zone: berlin };
const freeze: During = { zone: 'UTC', between: { from: '2026-12-20T00:00:00Z', to: '2027-01-04T08:00:00Z' } };

test.each<{ name: string; during: During; now: string; holds: boolean }>([
  { name: 'Monday as the office opens, in winter', during: office, now: '2026-01-05T08:00:00Z', holds: true },
  { name: 'the same in summer, an hour earlier', during: office, now: '2026-07-06T07:00:00Z', holds: true },
  { name: 'a minute before', during: office, now: '2026-01-05T07:59:59Z', holds: false },
  { name: 'as it closes', during: office, now: '2026-01-05T16:30:00Z', holds: false },
  { name: 'Saturday', during: office, now: '2026-01-10T10:00:00Z', holds: false },
  { name: 'Friday night', during: nights, now: '2026-01-09T22:30:00Z', holds: true },
  { name: 'what Friday night is on Saturday morning', during: nights, now: '2026-01-10T04:59:00Z', holds: true },
  { name: 'Friday morning belongs to Thursday', during: nights, now: '2026-01-09T03:00:00Z', holds: false },
  { name: 'Saturday night', during: nights, now: '2026-01-10T22:30:00Z', holds: false },
  {
    name: 'days alone last all day',
    during: { days: ['sat'], zone: berlin },
    now: '2026-01-09T23:30:00Z',
    holds: true,
  },
  {
    name: 'hours alone are of every day',
    during: { ...nights, days: ['mon', 'sun'] },
    now: '2026-01-05T04:00:00Z',
    holds: true,
  },
  { name: 'the freeze begins', during: freeze, now: '2026-12-20T00:00:00Z', holds: true },
  { name: 'the freeze is over', during: freeze, now: '2027-01-04T08:00:00Z', holds: false },
  {
    name: 'within the freeze but not in office hours',
    during: { ...office, ...freeze, zone: berlin },
    now: '2026-12-26T10:00:00Z',
    holds: false,
  },
])('$name: $holds', ({ during, now, holds }) => expect(holdsAt(during, now)).toBe(holds));

test('a zone that does not exist is an error', () =>
  expect(() => holdsAt({ ...office, zone: 'Mars/Base' }, '2026-01-05T08:00:00Z')).toThrow(RangeError));
