import { acting } from './act';
import { runnerFor, runningDeployment } from './act/kubernetes/examples';
import { driftedApplication, syncOf } from './act/kubernetes/ownersExamples';
import { describeEachDatabase } from './store/testDatabases';
import type { Fault, FakeKubernetes } from './testSupport/fakeKubernetes';
import type { Healing } from './testSupport/healing';
import { deployOf, down, failing, inTime, livesOver, up } from './testSupport/lives';
import { until } from './testSupport/quick';
import { deploymentOf, newVersion, template, testCluster, type TestCluster } from './testSupport/testCluster';

describeEachDatabase('the healer on a Kubernetes that is faked', open => {
  const life = livesOver(open);
  let cluster: TestCluster;
  let fake: FakeKubernetes;
  beforeEach(async () => {
    cluster = await testCluster();
    fake = cluster.fake as FakeKubernetes;
  });
  afterEach(() => cluster.close());

  const onCluster = {
    durations: inTime,
    get acting() {
      const runner = runnerFor(cluster, { timeoutMs: 1_000 });
      const byAction = { restart: runner, 'roll-back': runner, 'roll-back-application': runner };
      return acting({ runners: { byAction }, retryAfterMs: [10, 10] });
    },
  };
  const ours = () => fake.writes.filter(({ verb, resource }) => verb === 'patch' && resource === 'deployments');
  const restarted = () =>
    JSON.stringify(fake.read('deployments', 'cart')?.spec?.template).includes('kubectl.kubernetes.io/restartedAt');
  /** The service is well once its pods are other ones. */
  const isCuredByRestart = (h: Healing) => {
    h.outside.asked = async () => {
      if (!restarted()) return;
      h.outside.measures('cart', up);
      await Promise.all(h.fired.map(h.resolve));
    };
  };

  life('restarts a Deployment, keeps what that changed, and measures that it helped', onCluster, async h => {
    h.outside.measures('cart', down);
    await runningDeployment(cluster);
    isCuredByRestart(h);
    await h.fire('cart');
    const { how, attempts } = await h.reaches('resolved');
    expect(how).toBe('healed');
    expect(attempts).toMatchObject([{ step: { action: 'restart' }, outcome: 'healed' }]);
    const object = 'Deployment shop/cart';
    expect(attempts[0]?.changes).toMatchObject([
      { object, field: 'metadata.annotations[autocura.io/action-id]', to: attempts[0]?.key },
      { object, field: 'spec.template.metadata.annotations', to: expect.stringContaining('restartedAt') },
    ]);
    expect(ours().length).toBe(1);
  });

  life('G-34 leaves alone what an operator owns, and tells people why', onCluster, async h => {
    h.outside.measures('cart', down);
    const ownerReferences = [{ apiVersion: 'shop/v1', kind: 'Shop', name: 'main', uid: 'x', controller: true }];
    const thing = deploymentOf('cart');
    await cluster.create({ ...thing, metadata: { ...(thing.metadata as object), ownerReferences } });
    fake.writes.length = 0;
    await h.fire('cart');
    const { attempts } = await h.reaches('escalated');
    expect(attempts[0]?.failed).toMatch(/^refused: .* belongs to Shop main/);
    expect(fake.writes).toEqual([]);
  });

  life('G-34 takes a release back at Argo CD, which owns it', onCluster, async h => {
    await h.store.recordChange(deployOf('cart'), 'external:pipeline');
    h.outside.measures('cart', { ...up, ...failing });
    const thing = deploymentOf('cart');
    const annotations = { 'argocd.argoproj.io/tracking-id': 'shop:apps/Deployment:shop/cart' };
    await cluster.create({ ...thing, metadata: { ...(thing.metadata as object), annotations } });
    const patch = { spec: { template: template('cart', newVersion ?? '') } };
    await cluster.patch('Deployment', 'cart', patch, { manager: 'argocd-controller' });
    await driftedApplication(cluster);
    h.outside.asked = async () => {
      if ((await syncOf(cluster)) !== 'c1') return;
      h.outside.measures('cart', up);
      await Promise.all(h.fired.map(h.resolve));
    };
    await h.fire('cart');
    const { attempts } = await h.reaches('resolved');
    const instead = { action: 'roll-back-application', target: 'shop', params: { application: 'shop' } };
    expect(attempts.find(({ step }) => step.action === 'roll-back')).toMatchObject({
      failed: expect.stringContaining('belongs to Argo CD (Application shop)'),
      instead,
    });
    expect(attempts.at(-1)).toMatchObject({ step: instead, outcome: 'healed' });
  });

  const faults: { name: string; fault: Fault; failed?: RegExp; writes: number }[] = [
    { name: 'its answer is lost: found to be done', fault: { reset: 'after' }, writes: 1 },
    {
      name: 'nobody answers: it may have happened',
      fault: { hang: 'before' },
      failed: /^may have happened/,
      writes: 0,
    },
  ];
  for (const { name, fault, failed, writes } of faults) {
    life(`G-37 in the middle of an act ${name}, and it is not repeated`, onCluster, async h => {
      h.outside.measures('cart', down);
      await runningDeployment(cluster);
      let sent = 0;
      fake.fault = ({ verb, dryRun }) => {
        if (verb !== 'patch' || dryRun) return undefined;
        sent += 1;
        return fault;
      };
      await h.fire('cart');
      const attempt = await until('the outcome', async () =>
        (await h.incidents())[0]?.attempts.find(({ outcome }) => outcome !== undefined),
      );
      if (failed) expect(attempt.failed).toMatch(failed);
      else expect(attempt.failed).toBeUndefined();
      expect(sent).toBe(1);
      expect(ours().length).toBe(writes);
    });
  }
});
