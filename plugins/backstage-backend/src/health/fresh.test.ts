import type { ServiceHealth } from '@autocura/common';
import { fresh } from './fresh';

const health: ServiceHealth = {
  service: 'search',
  state: 'ok',
  reasons: [{ state: 'ok', says: 'answers as usual' }],
  dataAt: '2026-11-24T10:00:00.000Z',
  since: '2026-11-24T09:00:00.000Z',
  signals: [],
  openIncidents: [],
};

test.each([
  ['data of a moment ago is believed', '2026-11-24T10:03:00.000Z', 'ok'],
  ['older data says nothing any more', '2026-11-24T10:03:00.001Z', 'unknown'],
])('%s', (_, now, state) => {
  expect(fresh(health, new Date(now), 180_000).state).toBe(state);
});

test.each([
  ['2026-11-24T10:03:20.000Z', '3 min'],
  ['2026-11-24T12:10:00.000Z', '2 h'],
  ['2027-11-24T10:00:00.000Z', '365 days'],
])('at %s it says that there is no data for %s, and what was known', (now, span) => {
  expect(fresh(health, new Date(now), 180_000).reasons).toEqual([
    { state: 'unknown', says: `no data for ${span}; before that it was ok` },
  ]);
});

test('a moment is told in seconds', () => {
  const [reason] = fresh(health, new Date('2026-11-24T10:00:45.000Z'), 30_000).reasons;
  expect(reason?.says).toBe('no data for 45 s; before that it was ok');
});

test('a service without any data is unknown', () => {
  const { dataAt: _, ...never } = health;
  expect(fresh(never, new Date(0), 180_000).state).toBe('unknown');
});
