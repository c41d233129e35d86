import type { Step } from '@autocura/common';
import {
  autoscalerOf,
  deploymentOf,
  newVersion,
  rolledOut,
  statefulSetOf,
  template,
  type TestCluster,
} from '../../testSupport/testCluster';
import { type Runner } from '../runners';
import { kubernetesRunner, type KubernetesSettings } from '../runners/kubernetesRunner';
import { bystanders, kubernetesActions, kubernetesCluster } from '.';

/** A runner as an installation has it, for a test's cluster. */
export function runnerFor(
  cluster: TestCluster,
  more: Partial<KubernetesSettings> & { timeoutMs?: number } = {},
): Runner {
  const { timeoutMs, ...settings } = more;
  return kubernetesRunner({
    cluster: kubernetesCluster({ kubeconfig: cluster.kubeconfig }, timeoutMs),
    actions: kubernetesActions,
    namespaces: [cluster.namespace],
    protectedNames: ['prometheus'],
    isBystander: bystanders(),
    now: () => new Date(),
    ...settings,
  });
}

/** A situation in which an action is right, and what it is to change. */
export interface Example {
  params: Step['params'];
  arrange(cluster: TestCluster): Promise<void>;
  /** What the action changes, as it is now. */
  shows(cluster: TestCluster): Promise<unknown>;
}

export async function runningDeployment(cluster: TestCluster, name = 'cart', spec = {}) {
  await cluster.create(deploymentOf(name, spec));
  return rolledOut(cluster, 'Deployment', name);
}

async function runningStatefulSet(cluster: TestCluster) {
  await cluster.create(statefulSetOf('cart', { replicas: 2 }));
  await rolledOut(cluster, 'StatefulSet', 'cart');
}

/** For each action; the first is the usual one, and all of them together need all of its rights. */
export const examples: Record<string, [Example, ...Example[]]> = {
  restart: [
    {
      params: { service: 'cart' },
      arrange: async cluster => void (await runningDeployment(cluster)),
      shows: async cluster => (await cluster.read('Deployment', 'cart')).spec?.template,
    },
    {
      params: { service: 'cart' },
      arrange: runningStatefulSet,
      shows: async cluster => (await cluster.read('StatefulSet', 'cart')).spec?.template,
    },
  ],
  'roll-back': [
    {
      params: { service: 'cart', version: 'revision:1' },
      async arrange(cluster) {
        await runningDeployment(cluster);
        await cluster.patch('Deployment', 'cart', { spec: { template: template('cart', newVersion) } });
        await rolledOut(cluster, 'Deployment', 'cart');
      },
      shows: async cluster => (await cluster.read('Deployment', 'cart')).spec?.template,
    },
    {
      params: { service: 'cart', version: 'revision:1' },
      async arrange(cluster) {
        await runningStatefulSet(cluster);
        await cluster.patch('StatefulSet', 'cart', { spec: { template: template('cart', newVersion) } });
        await rolledOut(cluster, 'StatefulSet', 'cart');
      },
      shows: async cluster => (await cluster.read('StatefulSet', 'cart')).spec?.template,
    },
  ],
  scale: [
    {
      params: { service: 'cart', replicas: 5 },
      async arrange(cluster) {
        await runningDeployment(cluster);
        await cluster.create(autoscalerOf('other'));
      },
      shows: async cluster => (await cluster.read('Deployment', 'cart')).spec?.replicas,
    },
    {
      params: { service: 'cart', replicas: 1 },
      arrange: runningStatefulSet,
      shows: async cluster => (await cluster.read('StatefulSet', 'cart')).spec?.replicas,
    },
  ],
};

export function examplesOf(id: string): [Example, ...Example[]] {
  const found = examples[id];
  if (!found) throw new Error(`an example of ${id} is missing`);
  return found;
}
