import type { Entity } from '@backstage/catalog-model';
import { edgesOf } from './dependencies';

const component = (name: string, dependsOn: string[] = [], service?: string): Entity => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name, namespace: 'default', ...(service && { annotations: { 'autocura.io/service': service } }) },
  relations: [
    ...dependsOn.map(targetRef => ({ type: 'dependsOn', targetRef })),
    { type: 'ownedBy', targetRef: 'group:default/payments' },
  ],
});

test('an entity depends on what its relations say, by the names the metrics use', () => {
  const edges = edgesOf([
    component('checkout', ['component:default/billing']),
    component('billing', [], 'billing-svc'),
  ]);
  expect(edges).toEqual([{ from: 'checkout', to: 'billing-svc', known: 'catalog' }]);
});

test('a dependency that is not in the catalog goes by the name in its reference', () => {
  expect(edgesOf([component('checkout', ['resource:default/ledger'])])).toEqual([
    { from: 'checkout', to: 'ledger', known: 'catalog' },
  ]);
});
