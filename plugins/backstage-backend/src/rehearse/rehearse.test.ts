import { kubernetesActions } from '../act/kubernetes';
import { StatusError } from '../testSupport/fakeKubernetes';
import { kindOf as fakeKindOf } from '../testSupport/fakeKubernetes/kinds';
import { deploymentOf, onFakeOnly, testCluster, type TestCluster } from '../testSupport/testCluster';
import { notRehearsed, rehearsals } from './rehearsals';
import { rehearse, type RehearseOptions } from './rehearse';
import { stageOf } from './stage';

let cluster: TestCluster;
let jobs: NodeJS.Timeout;
beforeEach(async () => {
  cluster = await testCluster();
  const { fake } = cluster;
  if (!fake) return;
  fake.api.now = () => new Date(Date.now() - 3_600_000);
  // The fake has no controller of Jobs: this one fails as its image does.
  jobs = setInterval(() => {
    const job = fake.read('jobs', 'rehearsal');
    if (!job || job.status) return;
    const conditions = [{ type: 'Failed', status: 'True' }];
    fake.api.replace(
      { ...job, status: { conditions } },
      {
        ...{ kind: kindOf(job), namespace: 'shop', name: 'rehearsal', subresource: 'status' },
        ...{ manager: 'kube-controller-manager', dryRun: false },
      },
    );
  }, 20);
});
afterEach(async () => {
  clearInterval(jobs);
  await cluster.close();
});

const kindOf = ({ apiVersion, kind }: { apiVersion: string; kind: string }) => fakeKindOf(apiVersion, kind);
const run = (more: Partial<RehearseOptions> = {}) => {
  const { kubeconfig, namespace } = cluster;
  return rehearse({ kubeconfig, namespace, patienceMs: cluster.fake ? 2_000 : 120_000, ...more });
};
const isEmpty = async () => {
  const { kubeconfig, namespace } = cluster;
  const stage = stageOf({ kubeconfig, namespace });
  const left = await Promise.all(
    ['Deployment', 'StatefulSet', 'Pod'].map(kind => stage.list(kind === 'Pod' ? 'v1' : 'apps/v1', kind)),
  );
  return left.flat().length === 0;
};

test('every action on Kubernetes is rehearsed, or there is a reason', () => {
  const told = [...rehearsals.map(({ action }) => action), ...Object.keys(notRehearsed)];
  expect(told.sort()).toEqual(kubernetesActions.map(({ id }) => id).sort());
});

test.each(rehearsals)('$action is done, taken back, and leaves nothing behind', async ({ action }) => {
  const [row, ...more] = await run({ actions: [action] });
  expect(more).toEqual([]);
  if (cluster.fake || row?.outcome === 'done') {
    const back = ['restart', 'evict-pod', 'replace-slot', 'rerun-job'].includes(action) ? 'none' : 'taken';
    expect(row).toEqual({ action, outcome: 'done', wayBack: back, seconds: expect.any(Number) });
  } else expect(row?.why).toMatch(/no such kind of object|does not scale/);
  expect(await isEmpty()).toBe(true);
});

test('a namespace that holds something else is left alone', async () => {
  await cluster.create(deploymentOf('web'));
  cluster.fake?.writes.splice(0);
  await expect(run({ actions: ['scale'] })).rejects.toThrow(/holds .*Deployment web.*: nothing was done there/);
  expect(cluster.fake?.writes ?? []).toEqual([]);
});

test('unless that is wanted, and then only its own objects are touched', async () => {
  await cluster.create(deploymentOf('web'));
  const [row] = await run({ actions: ['scale'], besideOthers: true });
  expect(row).toMatchObject({ outcome: 'done', wayBack: 'taken' });
  expect((await cluster.list('Deployment')).map(({ metadata }) => metadata.name)).toEqual(['web']);
});

test('an action that is none is refused', async () => {
  await expect(run({ actions: ['set-flag'] })).rejects.toThrow('"set-flag" is nothing that is done on Kubernetes');
});

test('what is not rehearsed says why, and nothing is created for it', async () => {
  const [row] = await run({ actions: ['drain'] });
  expect(row).toEqual({ action: 'drain', outcome: 'not rehearsed', why: notRehearsed.drain });
});

describe('a failure is told, and everything is removed', () => {
  /** The n-th real write is answered so, and nothing is done. */
  const answers = (number: number, code: number) => {
    let seen = 0;
    if (cluster.fake)
      cluster.fake.fault = ({ resource, dryRun }) => {
        if (resource !== 'deployments/scale' || dryRun) return undefined;
        seen += 1;
        return seen === number ? { answer: new StatusError(code, 'AsTold', 'as told') } : undefined;
      };
  };

  onFakeOnly.each([
    { name: 'of the act', number: 1, code: 403, why: 'as told' },
    { name: 'of the act that did nothing', number: 1, code: 200, why: 'waited 2 s for it to change something' },
    { name: 'of the way back', number: 2, code: 403, why: 'as told' },
    { name: 'of a way back that does not lead back', number: 2, code: 200, why: 'waited 2 s for 2 to show again' },
  ])('$name', async ({ number, code, why }) => {
    answers(number, code);
    const [row] = await run({ actions: ['scale'] });
    expect(row).toMatchObject({ outcome: 'failed', why: expect.stringContaining(why) });
    expect(await isEmpty()).toBe(true);
  });
});
