import type { CatalogMapping } from '@autocura/common';
import { services } from '../testSupport/shop';
import { groupsOf } from './groupsOf';

const told = (service: string, owners: string[], domain?: string) => ({
  ...{ service, entity: `component:default/${service}`, mappedBy: 'metadata.name', owners },
  ...(domain !== undefined && { domain }),
});
const mapping: CatalogMapping = {
  items: [
    told('cart', ['group:default/shop']),
    told('gateway', ['group:default/edge'], 'domain:default/sales'),
    told('payment', ['group:default/shop', 'group:default/payments'], 'domain:default/sales'),
  ],
};
const named = (by: 'owner' | 'domain') =>
  groupsOf(services, mapping, by).map(({ ref, state, services: of }) => [ref, state, of.map(({ service }) => service)]);

test('a service stands with each of its owners; the worst group comes first, what nobody owns last', () =>
  expect(named('owner')).toEqual([
    ['group:default/edge', 'critical', ['gateway']],
    ['group:default/payments', 'warning', ['payment']],
    ['group:default/shop', 'warning', ['payment', 'cart']],
    [undefined, 'unknown', expect.arrayContaining(['catalogue', 'queue-worker'])],
  ]));

test('by domain, with those that are in none', () =>
  expect(named('domain').map(([ref, state]) => [ref, state])).toEqual([
    ['domain:default/sales', 'critical'],
    [undefined, 'unknown'],
  ]));
