import { type AnyObject, anyObject } from './objects';
import { bystanders, ownerOf, refuseOwned } from './ownership';

const owns = (manager: string, fieldsV1: object, subresource?: string) => ({
  manager,
  fieldsV1,
  ...(subresource !== undefined && { subresource }),
});
const replicas = { 'f:spec': { 'f:replicas': {} } };
const image = {
  'f:spec': { 'f:template': { 'f:spec': { 'f:containers': { 'k:{"name":"main"}': { 'f:image': {} } } } } },
};
const read = (metadata: object): AnyObject =>
  anyObject.parse({ metadata: { name: 'cart', uid: 'u', resourceVersion: '1', ...metadata } });
const owner = (metadata: object, path: string[], named?: string[]) =>
  ownerOf(read(metadata), path, { isBystander: bystanders(named) });

describe('G-34 a field belongs to whoever reconciles it', () => {
  test.each([
    { by: 'Argo CD', fields: owns('argocd-controller', replicas), path: ['spec', 'replicas'] },
    { by: 'Argo CD', fields: owns('argocd-controller', image), path: ['spec', 'template'] },
    { by: 'Flux', fields: owns('kustomize-controller', image), path: ['spec', 'template'] },
    { by: 'Flux', fields: owns('helm-controller', image), path: ['spec', 'template'] },
    { by: 'Helm', fields: owns('helm', image), path: ['spec', 'template'] },
    {
      by: 'a HorizontalPodAutoscaler',
      fields: owns('kube-controller-manager', replicas, 'scale'),
      path: ['spec', 'replicas'],
    },
    { by: '"cart-operator"', fields: owns('cart-operator', image), path: ['spec', 'template'] },
    {
      by: 'Argo CD',
      fields: owns('argocd-controller', { 'f:spec': { 'f:template': {} } }),
      path: ['spec', 'template', 'spec'],
    },
  ])('$by: $path', ({ by, fields, path }) => {
    expect(owner({ managedFields: [owns('kubectl-edit', {}), fields] }, path)).toBe(by);
  });

  test.each([
    { says: 'other fields', fields: owns('argocd-controller', image), path: ['spec', 'replicas'] },
    { says: 'a person’s tool', fields: owns('kubectl-client-side-apply', replicas), path: ['spec', 'replicas'] },
    { says: 'us', fields: owns('autocura', replicas), path: ['spec', 'replicas'] },
    { says: 'what was named as harmless', fields: owns('deploy-bot', replicas), path: ['spec', 'replicas'] },
  ])('not to $says', ({ fields, path }) => {
    expect(owner({ managedFields: [fields] }, path, ['deploy-bot'])).toBeUndefined();
  });

  test('an operator owns all of what it controls', () => {
    const ownerReferences = [{ kind: 'Shop', name: 'main', uid: 'x', controller: true }];
    expect(owner({ ownerReferences, managedFields: [owns('kubectl-edit', replicas)] }, ['spec', 'replicas'])).toBe(
      'Shop main',
    );
  });

  test.each([
    { by: 'Argo CD', mark: { annotations: { 'argocd.argoproj.io/tracking-id': 'shop:apps/Deployment:shop/cart' } } },
    { by: 'Flux', mark: { labels: { 'kustomize.toolkit.fluxcd.io/name': 'shop' } } },
    { by: 'Helm', mark: { annotations: { 'meta.helm.sh/release-name': 'shop' } } },
    { by: undefined, mark: {} },
  ])('where nobody says who wrote it, its marks tell: $by', ({ by, mark }) => {
    expect(owner(mark, ['spec', 'template'])).toBe(by);
  });
});

describe('G-34 a refusal says where it is reconciled from, and what would come to the same there', () => {
  const refusalOf = (mark: object, instead?: Parameters<typeof refuseOwned>[4]) => {
    try {
      refuseOwned(read(mark), ['spec', 'template'], 'Deployment shop/cart', { isBystander: bystanders() }, instead);
    } catch (error) {
      return error;
    }
    return undefined;
  };
  const tracked = (id: string) => ({ annotations: { 'argocd.argoproj.io/tracking-id': id } });

  test.each([
    { mark: tracked('shop:apps/Deployment:shop/cart'), says: 'Argo CD (Application shop): it has to be changed there' },
    { mark: tracked('team_shop:apps/Deployment:shop/cart'), says: 'Argo CD (Application shop)' },
    { mark: { labels: { 'argocd.argoproj.io/instance': 'shop' } }, says: 'Argo CD (Application shop)' },
    {
      mark: { labels: { 'kustomize.toolkit.fluxcd.io/name': 'shop' } },
      says: 'Flux (Kustomization shop): it has to be changed there, or held by suspend-kustomization',
    },
    {
      mark: { labels: { 'helm.toolkit.fluxcd.io/name': 'shop' } },
      says: 'Flux (HelmRelease shop): it has to be changed there, or held by suspend-helm-release',
    },
    {
      mark: { annotations: { 'meta.helm.sh/release-name': 'shop' } },
      says: 'belongs to Helm: it has to be changed there',
    },
  ])('$says', ({ mark, says }) => {
    expect(refusalOf(mark)).toMatchObject({ when: 'refused', message: expect.stringContaining(says) });
  });

  test('a step at its owner goes along', () => {
    const instead = { action: 'roll-back-application', target: 'shop', params: { application: 'shop' } };
    expect(refusalOf(tracked('shop:x'), source => (source?.name === 'shop' ? instead : undefined))).toMatchObject({
      message: expect.stringContaining('; roll-back-application shop would do that'),
      instead,
    });
  });
});
