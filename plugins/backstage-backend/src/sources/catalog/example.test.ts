import type { CatalogMapping, ServiceCard, Topology } from '@autocura/common';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import catalogPlugin from '@backstage/plugin-catalog-backend';
import { resolve } from 'node:path';
import request from 'supertest';
import { autocuraPlugin } from '../../plugin';
import { databases } from '../../testSupport/databases';

const root = resolve(__dirname, '../../../../..');
const allow = ['Component', 'Resource', 'API', 'System', 'Domain', 'Group', 'User'];

/** The plugin beside Backstage's real catalog, which has processed the file. */
async function withCatalog(file: string, components: number) {
  const locations = [{ type: 'file', target: resolve(root, file), rules: [{ allow }] }];
  const { feature, end } = databases();
  const backend = await startTestBackend({
    features: [
      feature,
      autocuraPlugin,
      catalogPlugin,
      mockServices.rootConfig.factory({
        data: { catalog: { locations, processingInterval: { seconds: 1 } }, autocura: { roles: ['api'] } },
      }),
    ],
  });
  const read = async <T>(path: string) => (await request(backend.server).get(`/api/${path}`).expect(200)).body as T;
  const isStitched = ({ relations = [] }: { relations?: unknown[] }) => relations.length > 0;
  for (;;) {
    const entities = await read<object[]>('catalog/entities?filter=kind=component,relations.ownedBy');
    const all = await read<object[]>('catalog/entities?filter=kind=api&filter=kind=system');
    if (entities.length === components && all.every(isStitched)) break;
    await new Promise(done => setTimeout(done, 100));
  }
  const stop = () => backend.stop().then(end);
  return { stop, read: <T>(path: string) => read<T>(`autocura/v1/${path}`) };
}

test('the example of a catalog says which services there are, who owns them and whom they call', async () => {
  const { stop, read } = await withCatalog('provisioning/catalog.example.yaml', 2);
  const { items, unavailable } = await read<CatalogMapping>('catalog');
  expect(unavailable).toBeUndefined();
  const common = {
    owners: ['group:default/payments'],
    system: 'system:default/checkout',
    domain: 'domain:default/sales',
  };
  expect(items).toEqual([
    {
      ...{ service: 'charges', entity: 'component:default/charging', ...common },
      mappedBy: 'backstage.io/kubernetes-label-selector',
    },
    {
      service: 'checkout',
      entity: 'component:default/checkout-web',
      mappedBy: 'backstage.io/kubernetes-id',
      ...common,
    },
    { service: 'postgres', entity: 'resource:default/orders-db', mappedBy: 'autocura.io/service', ...common },
  ]);
  const { edges } = await read<Topology>('topology');
  expect(edges).toEqual([
    { from: 'checkout', to: 'postgres', known: 'catalog' },
    { from: 'checkout', to: 'charges', known: 'catalog' },
  ]);
  const card = await read<ServiceCard>('services/checkout/card');
  expect(card).toMatchObject({
    catalog: { entity: 'component:default/checkout-web', owners: ['group:default/payments'] },
    links: [{ kind: 'pagerduty', url: 'https://example.pagerduty.com/service-directory/PABC123' }],
  });
  await stop();
});

test('the catalog of the shop names its services as its metrics do', async () => {
  const { stop, read } = await withCatalog('provisioning/demo/catalog-info.yaml', 9);
  const { items } = await read<CatalogMapping>('catalog');
  expect(items).toHaveLength(10);
  expect(new Set(items.map(({ mappedBy }) => mappedBy))).toEqual(new Set(['autocura.io/service']));
  await stop();
});
