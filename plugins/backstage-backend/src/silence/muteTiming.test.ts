import { isWithin, type TimeInterval } from './muteTiming';

// A Wednesday, the last day but one of its month.
const at = new Date('2026-09-30T01:30:00Z');

test.each<[name: string, interval: TimeInterval, is: boolean]>([
  ['says nothing', {}, true],
  ['has the hour', { times: [{ start_time: '01:00', end_time: '02:00' }] }, true],
  ['begins this minute', { times: [{ start_time: '01:30', end_time: '02:00' }] }, true],
  ['ends this minute', { times: [{ start_time: '01:00', end_time: '01:30' }] }, false],
  ['lasts to midnight', { times: [{ start_time: '00:00', end_time: '24:00' }] }, true],
  [
    'has the hour where it is',
    { times: [{ start_time: '22:00', end_time: '23:00' }], location: 'America/Sao_Paulo' },
    true,
  ],
  ['has the day where it is', { weekdays: ['tuesday'], location: 'America/Sao_Paulo' }, true],
  ['has the weekday', { weekdays: ['monday:friday'] }, true],
  ['has another', { weekdays: ['saturday', 'sunday'] }, false],
  ['has the day', { days_of_month: ['28:30'] }, true],
  ['counts from the end', { days_of_month: ['-1'] }, true],
  ['counts from the end to before it', { days_of_month: ['-3:-2'] }, false],
  ['has the month by name', { months: ['may:september'] }, true],
  ['has the month by number', { months: ['10:12', '9'] }, true],
  ['has the year', { years: ['2025:2027'] }, true],
  ['has the day and not the year', { weekdays: ['wednesday'], years: ['2030'] }, false],
  ['is nowhere', { location: 'Atlantis/Capital' }, false],
])('a moment is in what %s: %s', (_, interval, is) => expect(isWithin(interval, at)).toBe(is));
