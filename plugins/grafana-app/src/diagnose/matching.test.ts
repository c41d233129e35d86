import type { Incident } from '@autocura/common';
import { incidentOf, sameAlert, servicesIn } from './matching';

const errors = { alertname: 'HighErrors', service: 'cart' };

test.each([
  ['labels that only one has do not matter', { ...errors, grafana_folder: 'shop' }, { ...errors, severity: 'x' }, true],
  ['another value does', errors, { ...errors, service: 'orders' }, false],
  ['another name does', errors, { ...errors, alertname: 'Slow' }, false],
  ['without a name nothing is the same', { service: 'cart' }, { service: 'cart' }, false],
])('%s', (_, one, other, same) => expect(sameAlert(one, other)).toBe(same));

const incident = (id: string, more: object = {}) =>
  ({
    id,
    phase: 'proposed',
    openedAt: '2026-01-01T00:00:00Z',
    alerts: [{ labels: errors }],
    ...more,
  }) as unknown as Incident;

test.each([
  [
    'the open one',
    [incident('ended', { phase: 'resolved', openedAt: '2026-01-02T00:00:00Z' }), incident('open')],
    'open',
  ],
  ['the newest', [incident('old'), incident('new', { openedAt: '2026-01-02T00:00:00Z' })], 'new'],
  ['what it was merged into', [incident('loser', { mergedInto: 'winner' }), incident('winner')], 'winner'],
  ['none', [incident('other', { alerts: [{ labels: { ...errors, service: 'orders' } }] })], undefined],
])('of several incidents the alert is in %s', (_, incidents, id) => {
  expect(incidentOf(errors, incidents)?.id).toBe(id);
});

test('services are found by their whole names', () => {
  const known = ['cart', 'cart-db', 'orders', 'up'];
  expect(servicesIn(['rate(errors{service="cart-db"}[1m])', 'sum(uptime) by (orders)'], known)).toEqual([
    'cart-db',
    'orders',
  ]);
});
