import { changesAt, onCall, type Schedule } from './schedule';

const schedule: Schedule = {
  zone: 'Europe/Berlin',
  people: ['ana', 'bob', 'cid'],
  since: '2026-03-02',
  handover: '09:00',
  turnDays: 7,
  overrides: [],
};
const personAt = (now: string, more: Partial<Schedule> = {}) => onCall({ ...schedule, ...more }, now).person;

test.each([
  { name: 'before the first turn nobody', now: '2026-03-02T07:59:00Z', person: undefined },
  { name: 'the first turn', now: '2026-03-02T08:00:00Z', person: 'ana' },
  { name: 'a minute before the handover', now: '2026-03-09T07:59:00Z', person: 'ana' },
  { name: 'the second turn', now: '2026-03-09T08:00:00Z', person: 'bob' },
  { name: 'the turns begin again', now: '2026-03-23T08:00:00Z', person: 'ana' },
  // Clocks go forward on 2026-03-29: 09:00 is an hour earlier in UTC.
  { name: 'summer time, a minute before', now: '2026-03-30T06:59:00Z', person: 'ana' },
  { name: 'summer time, handed over by the clock on the wall', now: '2026-03-30T07:00:00Z', person: 'bob' },
])('$name', ({ now, person }) => expect(personAt(now)).toBe(person));

test('in São Paulo it is another hour', () => {
  const zone = 'America/Sao_Paulo';
  expect([personAt('2026-03-09T11:59:00Z', { zone }), personAt('2026-03-09T12:00:00Z', { zone })]).toEqual([
    'ana',
    'bob',
  ]);
});

test('whoever stands in is called, and the last who does', () => {
  const overrides = [
    { person: 'bob', from: '2026-03-03T00:00:00Z', to: '2026-03-05T00:00:00Z' },
    { person: 'cid', from: '2026-03-04T00:00:00Z', to: '2026-03-04T12:00:00Z' },
  ];
  const days = ['2026-03-03T10:00:00Z', '2026-03-04T10:00:00Z', '2026-03-04T12:00:00Z', '2026-03-05T00:00:00Z'];
  expect(days.map(now => personAt(now, { overrides }))).toEqual(['bob', 'cid', 'bob', 'ana']);
});

test('outside of the hours nobody is called, unless somebody stands in', () => {
  const during = { days: ['mon' as const], hours: { from: '09:00', to: '17:00' }, zone: 'Europe/Berlin' };
  const overrides = [{ person: 'bob', from: '2026-03-07T00:00:00Z', to: '2026-03-08T00:00:00Z' }];
  expect(onCall({ ...schedule, during }, '2026-03-03T10:00:00Z')).toEqual({ why: 'nobody is on call at this time' });
  expect(personAt('2026-03-02T10:00:00Z', { during })).toBe('ana');
  expect(personAt('2026-03-07T10:00:00Z', { during, overrides })).toBe('bob');
});

test.each([
  { name: 'at the handover', now: '2026-03-04T12:34:56Z', more: {}, at: '2026-03-09T08:00:00.000Z' },
  {
    name: 'when somebody stands in',
    now: '2026-03-04T12:34:56Z',
    more: { overrides: [{ person: 'bob', from: '2026-03-05T10:07:00Z', to: '2026-03-05T11:00:00Z' }] },
    at: '2026-03-05T10:07:00.000Z',
  },
  {
    name: 'never, with one who takes all turns',
    now: '2026-03-04T12:00:00Z',
    more: { people: ['ana'] },
    at: undefined,
  },
])('it changes $name', ({ now, more, at }) => expect(changesAt({ ...schedule, ...more }, now)).toBe(at));
