import { onFakeOnly, testCluster, type TestCluster } from '../../testSupport/testCluster';
import { runnerFor, runningDeployment } from './examples';
import { analysisOf, releasedRollout } from './ownersExamples';

let cluster: TestCluster;
beforeEach(async () => {
  cluster = await testCluster();
});
afterEach(() => cluster.close());

const refusedWith = (message: string) => ({ when: 'refused', message: expect.stringContaining(message) });
const abort = (aborted = true) => runnerFor(cluster).run('abort-rollout', { service: 'cart', aborted }, 'k');
const promote = () => runnerFor(cluster).run('promote-rollout', { service: 'cart' }, 'k');
const status = async () => (await cluster.read('Rollout', 'cart')).status;

describe('a release is aborted', () => {
  onFakeOnly('and begins anew when that is taken back', async () => {
    await releasedRollout(cluster);
    await abort();
    expect(await status()).toMatchObject({ abort: true, stableRS: 'old' });
    await abort(false);
    expect(await status()).toMatchObject({ abort: false });
  });

  onFakeOnly.each([
    { name: 'there is none', with: { currentPodHash: 'old' }, says: 'no release of Rollout shop/cart is under way' },
    { name: 'nothing was stable before', with: { stableRS: '' }, says: 'has no version to go back to' },
  ])('but not where $name', async ({ with: more, says }) => {
    await releasedRollout(cluster, more);
    await expect(abort()).rejects.toMatchObject(refusedWith(says));
  });

  onFakeOnly('but not of a Deployment', async () => {
    await runningDeployment(cluster);
    await expect(abort()).rejects.toMatchObject(refusedWith('no Rollout of cart'));
  });
});

describe('a release goes on', () => {
  onFakeOnly('from where it waits, and no further', async () => {
    await releasedRollout(cluster);
    await analysisOf(cluster);
    await promote();
    expect((await status())?.pauseConditions).toBeUndefined();
    expect(await status()).not.toHaveProperty('promoteFull');
  });

  onFakeOnly('and nothing is written where it does not wait', async () => {
    await releasedRollout(cluster, { pauseConditions: [], phase: 'Progressing' });
    await promote();
    expect(cluster.fake?.writes).toEqual([]);
  });

  onFakeOnly('but not without having been measured', async () => {
    await releasedRollout(cluster);
    await expect(promote()).rejects.toMatchObject(refusedWith('no analysis has measured the new version'));
  });

  onFakeOnly.each([
    { name: 'nothing measured yet', analysis: { metricResults: [] }, says: 'no analysis has measured' },
    { name: 'it measured badly', analysis: { phase: 'Failed' }, says: 'is Failed' },
    { name: 'its analysis broke', analysis: { phase: 'Error' }, says: 'is Error' },
    { name: 'it came to no conclusion', analysis: { phase: 'Inconclusive' }, says: 'is Inconclusive' },
  ])('but not where $name', async ({ analysis, says }) => {
    await releasedRollout(cluster);
    await analysisOf(cluster, analysis);
    await expect(promote()).rejects.toMatchObject(refusedWith(says));
  });

  onFakeOnly.each([
    { name: 'it was aborted', with: { abort: true }, spec: {}, says: 'was aborted' },
    { name: 'somebody paused it', with: {}, spec: { paused: true }, says: 'was paused by somebody' },
    {
      name: 'it waits for a conclusion',
      with: { pauseConditions: [{ reason: 'InconclusiveAnalysisRun', startTime: '2026-01-01T00:00:00Z' }] },
      spec: {},
      says: 'came to no conclusion',
    },
  ])('but not where $name', async ({ with: more, spec, says }) => {
    await releasedRollout(cluster, more, spec);
    await analysisOf(cluster);
    await expect(promote()).rejects.toMatchObject(refusedWith(says));
  });
});

describe('a Rollout goes back to what it ran before', () => {
  const rollBack = (version: string) => runnerFor(cluster).run('roll-back', { service: 'cart', version }, 'k');

  onFakeOnly('without the label that its controller adds', async () => {
    await releasedRollout(cluster);
    await rollBack('revision:1');
    const { spec } = await cluster.read('Rollout', 'cart');
    expect(spec?.template).toMatchObject({ metadata: { labels: { app: 'cart' } } });
    expect(JSON.stringify(spec?.template)).not.toContain('rollouts-pod-template-hash');
  });

  onFakeOnly('G-34 but not behind the back of Argo CD', async () => {
    await releasedRollout(cluster);
    const patch = [
      { op: 'replace', path: '/spec/template/spec/containers/0/image', value: 'registry.k8s.io/pause:3.8' },
    ];
    await cluster.patch('Rollout', 'cart', patch, { manager: 'argocd-controller' });
    await expect(rollBack('revision:1')).rejects.toMatchObject({
      ...refusedWith('belongs to Argo CD: it has to be changed there; abort-rollout cart would do that'),
      instead: { action: 'abort-rollout', target: 'cart', params: { service: 'cart', aborted: true } },
    });
  });
});
