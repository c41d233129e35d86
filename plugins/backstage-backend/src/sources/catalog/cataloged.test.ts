import type { Entity } from '@backstage/catalog-model';
import { catalogedIn } from './cataloged';

interface Parts {
  kind?: string;
  annotations?: Record<string, string>;
  relations?: Record<string, string[]>;
}

const entity = (name: string, { kind = 'Component', annotations = {}, relations = {} }: Parts = {}): Entity => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind,
  metadata: { name, namespace: 'default', annotations },
  relations: Object.entries(relations).flatMap(([type, refs]) => refs.map(targetRef => ({ type, targetRef }))),
});

describe('who depends on whom', () => {
  test('is what relations say, by the names that metrics use', () => {
    const { edges } = catalogedIn([
      entity('checkout', { relations: { dependsOn: ['component:default/billing'], ownedBy: ['group:default/shop'] } }),
      entity('billing', { annotations: { 'autocura.io/service': 'billing-svc' } }),
    ]);
    expect(edges).toEqual([{ from: 'checkout', to: 'billing-svc', known: 'catalog' }]);
  });

  test('goes by the name in the reference where the catalog lacks the entity', () => {
    const { edges } = catalogedIn([entity('checkout', { relations: { dependsOn: ['resource:default/ledger'] } })]);
    expect(edges).toEqual([{ from: 'checkout', to: 'ledger', known: 'catalog' }]);
  });

  test('leads from who consumes an API to all who provide it, once', () => {
    const { edges } = catalogedIn([
      entity('checkout', { relations: { consumesApi: ['api:default/pay'], dependsOn: ['component:default/bank-a'] } }),
      entity('pay', {
        kind: 'API',
        relations: { apiProvidedBy: ['component:default/bank-a', 'component:default/bank-b'] },
      }),
      entity('bank-a', { relations: { providesApi: ['api:default/pay'] } }),
      entity('bank-b', { relations: { providesApi: ['api:default/pay'] } }),
    ]);
    expect(edges).toEqual([
      { from: 'checkout', to: 'bank-a', known: 'catalog' },
      { from: 'checkout', to: 'bank-b', known: 'catalog' },
    ]);
  });
});

test('a service has the owners, the system and the domain of its entity', () => {
  const { services } = catalogedIn([
    entity('cart', {
      annotations: { 'backstage.io/kubernetes-id': 'cart-web' },
      relations: { ownedBy: ['group:default/shop'], partOf: ['component:default/whole', 'system:default/store'] },
    }),
    entity('store', { kind: 'System', relations: { partOf: ['domain:default/sales'] } }),
  ]);
  expect([...services.keys()]).toEqual(['cart-web']);
  expect(services.get('cart-web')).toMatchObject([
    {
      ...{ entity: 'component:default/cart', mappedBy: 'backstage.io/kubernetes-id', owners: ['group:default/shop'] },
      ...{ system: 'system:default/store', domain: 'domain:default/sales' },
    },
  ]);
});

test('of several entities that claim a service the one that says so most exactly is told, and none is forgotten', () => {
  const claims = catalogedIn([
    entity('cart'),
    entity('b', { annotations: { 'argocd/app-name': 'cart' } }),
    entity('c', { annotations: { 'autocura.io/service': 'cart' } }),
  ]).services.get('cart');
  expect(claims?.map(claim => claim.entity)).toEqual([
    'component:default/c',
    'component:default/b',
    'component:default/cart',
  ]);
});
