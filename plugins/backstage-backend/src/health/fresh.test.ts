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

test('it says how old the data is and what was known', () => {
  expect(fresh(health, new Date('2026-11-24T10:04:00.000Z'), 180_000).reasons).toEqual([
    { state: 'unknown', says: 'no data for 240 s; before that it was ok' },
  ]);
});

test('a service without any data is unknown', () => {
  const { dataAt: _, ...never } = health;
  expect(fresh(never, new Date(0), 180_000).state).toBe('unknown');
});
