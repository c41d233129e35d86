import { deploymentOf, statefulSetOf, testCluster, type TestCluster } from '../../testSupport/testCluster';
import { bystanders } from './ownership';
import { kubernetesCluster } from './cluster';
import { findWorkload } from './findWorkload';

let cluster: TestCluster;
beforeEach(async () => {
  cluster = await testCluster();
});
afterEach(() => cluster.close());

const find = async (service: string, namespaces = [cluster.namespace], protectedNames: string[] = []) => {
  const site = {
    namespaces,
    ownerNamespaces: namespaces,
    protectedNames,
    isBystander: bystanders(),
    now: () => new Date(),
  };
  const found = findWorkload(service, { ...site, cluster: kubernetesCluster({ kubeconfig: cluster.kubeconfig }) });
  return (await found).title.replace(cluster.namespace, 'shop');
};
const labelled = (thing: Record<string, unknown>, service?: string) => {
  const { name } = thing.metadata as { name: string };
  return { ...thing, metadata: { name, labels: service === undefined ? {} : { 'app.kubernetes.io/name': service } } };
};

test('by its label', async () => {
  await cluster.create(labelled(deploymentOf('shop-cart-v2'), 'cart'));
  expect(await find('cart')).toBe('Deployment shop/shop-cart-v2');
});

test('by its name, where nothing bears the label', async () => {
  await cluster.create(labelled(statefulSetOf('orders')));
  expect(await find('orders')).toBe('StatefulSet shop/orders');
});

test('the label comes before the name', async () => {
  await cluster.create(labelled(deploymentOf('cart')));
  await cluster.create(labelled(deploymentOf('cart-new'), 'cart'));
  expect(await find('cart')).toBe('Deployment shop/cart-new');
});

test('several are refused, and named', async () => {
  await cluster.create(labelled(deploymentOf('cart-a'), 'cart'));
  await cluster.create(labelled(statefulSetOf('cart-b'), 'cart'));
  await expect(find('cart')).rejects.toMatchObject({
    when: 'refused',
    message: expect.stringMatching(/cart is several: Deployment .*cart-a, StatefulSet .*cart-b/),
  });
});

test.each(['nothing', 'car'])('none is refused: %s', async service => {
  await cluster.create(deploymentOf('cart'));
  await expect(find(service)).rejects.toMatchObject({
    when: 'refused',
    message: expect.stringContaining('no Deployment'),
  });
});

test('what is in no namespace of ours is not found', async () => {
  await cluster.create(deploymentOf('cart'));
  await expect(find('cart', ['another'])).rejects.toMatchObject({ when: 'refused' });
});

describe('G-13 what is protected is refused', () => {
  test.each([
    { name: 'by the name of the object', thing: labelled(deploymentOf('grafana'), 'charts'), service: 'charts' },
    { name: 'by the name of the service', thing: labelled(deploymentOf('charts'), 'Grafana'), service: 'Grafana' },
  ])('$name', async ({ thing, service }) => {
    await cluster.create(thing);
    await expect(find(service, [cluster.namespace], ['grafana'])).rejects.toMatchObject({
      when: 'refused',
      message: expect.stringMatching(/grafana is protected/i),
    });
  });

  test('by its namespace', async () => {
    await cluster.create(deploymentOf('cart'));
    await expect(find('cart', [cluster.namespace], [cluster.namespace])).rejects.toMatchObject({
      message: expect.stringContaining(`${cluster.namespace} is protected`),
    });
  });
});
