import { onFakeOnly, testCluster, type TestCluster } from '../../testSupport/testCluster';
import { nodeOf, runnerFor } from './examples';

let cluster: TestCluster;
beforeEach(async () => {
  cluster = await testCluster();
});
afterEach(() => cluster.close());

const run = (node: string, cordoned: boolean) => runnerFor(cluster).run('cordon', { node, cordoned }, 'k');
const refusedWith = (message: string) => ({ when: 'refused', message: expect.stringContaining(message) });
const nodes = async (count: number, cordoned: number[] = []) => {
  for (let number = 1; number <= count; number += 1)
    await cluster.create(nodeOf(`node-${number}`, cordoned.includes(number) ? { unschedulable: true } : {}));
};

onFakeOnly.each([
  { count: 1, cordoned: [], end: 'refused' },
  { count: 2, cordoned: [], end: 'done' },
  { count: 5, cordoned: [2], end: 'refused' },
  { count: 10, cordoned: [2], end: 'done' },
  { count: 10, cordoned: [2, 3], end: 'refused' },
])('G-20 of $count nodes, $cordoned being cordoned by others: $end', async ({ count, cordoned, end }) => {
  await nodes(count, cordoned);
  const how = await run('node-1', true).then(
    () => 'done',
    ({ when }: { when: string }) => when,
  );
  expect(how).toBe(end);
});

onFakeOnly('what others cordoned is theirs to uncordon', async () => {
  await nodes(5, [1]);
  await expect(run('node-1', false)).rejects.toMatchObject(refusedWith('cordoned by somebody else'));
});

onFakeOnly('what we uncordoned and somebody cordons again is theirs', async () => {
  await nodes(5);
  await run('node-1', true);
  await run('node-1', false);
  await cluster.patch('Node', 'node-1', { spec: { unschedulable: true } });
  await expect(run('node-1', false)).rejects.toMatchObject(refusedWith('cordoned by somebody else'));
});

onFakeOnly('a node of the control plane is left alone', async () => {
  await nodes(5);
  await cluster.create(nodeOf('main', {}, { labels: { 'node-role.kubernetes.io/control-plane': '' } }));
  await expect(run('main', true)).rejects.toMatchObject(refusedWith('control plane'));
});

onFakeOnly('a node that is not there is refused', async () => {
  await expect(run('node-9', true)).rejects.toMatchObject(refusedWith('there is no Node node-9'));
});
