import { onFakeOnly, testCluster, type TestCluster } from '../../testSupport/testCluster';
import { cronJobOf, examplesOf, runnerFor } from './examples';

let cluster: TestCluster;
beforeEach(async () => {
  cluster = await testCluster();
});
afterEach(() => cluster.close());

const refusedWith = (message: string) => ({ when: 'refused', message: expect.stringContaining(message) });

test('G-34 a schedule that comes from git is suspended there', async () => {
  await cluster.create(cronJobOf('report'), { manager: 'argocd-controller' });
  const suspend = { spec: { suspend: false } };
  await cluster.patch('CronJob', 'report', suspend, { manager: 'argocd-controller' });
  const run = runnerFor(cluster).run('suspend-cron-job', { cronJob: 'report', suspended: true }, 'k');
  await expect(run).rejects.toMatchObject(refusedWith('belongs to Argo CD'));
});

describe('a job', () => {
  const rerun = () => runnerFor(cluster).run('rerun-job', { job: 'import' }, 'k');
  const arranged = () => examplesOf('rerun-job')[0].arrange(cluster);

  test('runs again under a name of its own, as it was', async () => {
    await arranged();
    await rerun();
    const jobs = await cluster.list('Job');
    const [first, second] = jobs.sort((a, b) => a.metadata.name.length - b.metadata.name.length);
    expect(second?.metadata.name).toMatch(/^import-[0-9a-f]{8}$/);
    expect(second?.spec).toMatchObject({ template: { spec: { containers: [{ name: 'main' }] } } });
    expect(first?.metadata.name).toBe('import');
  });

  test('is not run again unless its owner says that it may', async () => {
    await arranged();
    await cluster.patch('Job', 'import', { metadata: { annotations: { 'autocura.io/idempotent': null } } });
    await expect(rerun()).rejects.toMatchObject(refusedWith('is not marked'));
  });

  onFakeOnly.each<{ name: string; status: object; says: string }>([
    { name: 'that still runs', status: { active: 1 }, says: 'still runs' },
    { name: 'that is done', status: { conditions: [{ type: 'Complete', status: 'True' }] }, says: 'has not failed' },
  ])('$name is let be', async ({ status, says }) => {
    await arranged();
    const thing = cluster.fake?.read('jobs', 'import');
    const { name, namespace, annotations } = thing?.metadata ?? {};
    cluster.fake?.put({ ...thing, metadata: { name, namespace, annotations }, status });
    await expect(rerun()).rejects.toMatchObject(refusedWith(says));
  });
});
