import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { FakeKubernetes } from '../../testSupport/fakeKubernetes';
import { onFakeOnly, testCluster, type TestCluster } from '../../testSupport/testCluster';
import { type Example, examplesOf, paramsOf, runnerFor } from './examples';
import { kubernetesActions, kubernetesCluster, roleOf, type Rule, rulesOf } from '.';

const folder = join(__dirname, '../../../../../provisioning/kubernetes');
const file = (id: string) => readFileSync(join(folder, `${id}.yaml`), 'utf8');

test('G-39 there is a Role for each action, and no other', () => {
  const files = readdirSync(folder).filter(name => name.endsWith('.yaml'));
  expect(files.sort()).toEqual(kubernetesActions.map(({ id }) => `${id}.yaml`).sort());
});

describe.each(kubernetesActions)('G-39 the Role of $id', action => {
  const { id, rights } = action;
  const rules = rulesOf(action);
  const single = rules.flatMap(({ verbs, ...on }) => verbs.map(verb => ({ ...on, verbs: [verb] })));
  const namespaced = rights.every(({ resource }) => resource.namespaced);

  test('is what the action says it needs; "npm run kubernetes:roles" writes it', () =>
    expect(file(id)).toBe(roleOf(action)));

  test('has no wildcard, no secrets and no way to more rights', () => {
    const words = JSON.stringify(parse(file(id)).rules);
    expect(words).not.toMatch(/\*|secrets|exec|attach|portforward|proxy|token|impersonate|escalate|bind/);
  });

  const opened: TestCluster[] = [];
  afterEach(() => Promise.all(opened.splice(0).map(cluster => cluster.close())));
  const open = async () => {
    const cluster = await testCluster();
    opened.push(cluster);
    return cluster;
  };
  /** Runs an example with these rights alone; says how it ended and what was written. */
  const runWith = async (example: Example, granted: Rule[]) => {
    const cluster = await open();
    await example.arrange(cluster);
    const params = await paramsOf(example, cluster);
    const user = { name: 'healer', rules: granted, ...(namespaced && { namespace: cluster.namespace }) };
    const runner = runnerFor(cluster, { cluster: kubernetesCluster({ kubeconfig: await cluster.kubeconfigOf(user) }) });
    const end = await (async () => {
      await runner.state(id, params);
      await runner.run(id, params, 'k');
      return 'done';
    })().catch(({ message }: Error) => message);
    const written = (cluster.fake as FakeKubernetes).writes.filter(one => one.user === 'healer').length;
    return { end, written };
  };

  onFakeOnly.each(examplesOf(id).map((example, index) => ({ example, number: index + 1 })))(
    'lets example $number pass',
    async ({ example }) => expect(await runWith(example, rules)).toEqual({ end: 'done', written: example.writes ?? 1 }),
  );

  onFakeOnly.each(single.map(rule => ({ rule, needs: `${rule.verbs[0]} ${rule.resources[0]}` })))(
    'holds nothing that is not needed: $needs',
    async ({ rule }) => {
      const rest = single.filter(other => other !== rule);
      const ends: string[] = [];
      for (const example of examplesOf(id)) {
        const { end, written } = await runWith(example, rest);
        if (end === 'done') expect(written).toBe(example.writes ?? 1);
        else expect(written).toBeLessThan(example.writes ?? 1);
        ends.push(end);
      }
      expect(ends).toContainEqual(expect.stringContaining('refused: Kubernetes answered 403'));
    },
  );

  onFakeOnly('lets nothing else be done', async () => {
    const cluster = await open();
    const api = kubernetesCluster({ kubeconfig: await cluster.kubeconfigOf({ name: 'healer', rules }) });
    const secrets = { group: '', version: 'v1', plural: 'secrets', kind: 'Secret', namespaced: true };
    await expect(api.list({ resource: secrets, namespace: 'shop' })).rejects.toMatchObject({ when: 'refused' });
    const configMaps = { ...secrets, plural: 'configmaps', kind: 'ConfigMap' };
    const create = { metadata: { name: 'mine' } };
    await expect(api.write({ resource: configMaps, namespace: 'shop', create })).rejects.toMatchObject({
      when: 'refused',
    });
    expect(cluster.fake?.writes).toEqual([]);
  });
});
