import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { mockServices } from '@backstage/backend-test-utils';
import { catalogedIn } from '../sources/catalog/cataloged';
import { covers, isEverything } from '../store/scope';
import { userOf } from './catalogUser';
import { scopeElsewhere } from './scopeElsewhere';

const ana = {
  ...{ apiVersion: 'backstage.io/v1alpha1', kind: 'User', metadata: { name: 'ana', namespace: 'default' } },
  relations: [{ type: 'memberOf', targetRef: 'group:default/shop' }],
};
const tenant = (name: string) => ({ annotations: { 'autocura.io/tenant': name } });
const cid = {
  ...{ apiVersion: 'backstage.io/v1alpha1', kind: 'User' },
  metadata: { name: 'cid', namespace: 'default', ...tenant('elsewhere') },
};
const cart = {
  ...{ apiVersion: 'backstage.io/v1alpha1', kind: 'Component' },
  metadata: { name: 'cart', namespace: 'default', ...tenant('shop') },
  relations: [{ type: 'ownedBy', targetRef: 'group:default/shop' }],
};
const catalog = catalogServiceMock({ entities: [ana, cid, cart] });
const now = () => new Date('2026-01-01T00:00:00Z');
const options = {
  catalog: async () => ({ ...catalogedIn([cart]), readAt: now().toISOString() }),
  user: (ref: string) => userOf(catalog, mockServices.auth(), ref),
  ...{ ownersOnly: ['autocura.action.approve' as const], now },
};

test('who approves in Slack approves what is theirs, where that is for owners only', async () => {
  const may = async (actor: string) => covers(await scopeElsewhere(options, actor, 'autocura.action.approve'), 'cart');
  expect([await may('user:default/ana'), await may('user:default/bob')]).toEqual([true, false]);
});

test('S10 who is of another tenant approves nothing in Slack', async () => {
  const scopeOf = (actor: string) => scopeElsewhere({ ...options, ownersOnly: [] }, actor, 'autocura.action.approve');
  expect(covers(await scopeOf('user:default/ana'), 'cart')).toBe(true);
  expect(covers(await scopeOf('user:default/cid'), 'cart')).toBe(false);
});

test('what is not for owners only is for all who have the role', async () => {
  const scope = await scopeElsewhere(options, 'user:default/bob', 'autocura.notice.acknowledge');
  expect(isEverything(scope)).toBe(true);
});
