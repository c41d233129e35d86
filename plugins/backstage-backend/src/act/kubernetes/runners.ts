import type { Runner } from '../runners';
import { kubernetesRunner } from '../runners/kubernetesRunner';
import type { KubernetesAction } from './action';
import { kubernetesCluster } from './cluster';
import { bystanders } from './ownership';

export interface KubernetesAccess {
  kubeconfig?: string | undefined;
  context?: string | undefined;
  /** By action: a context of its own. */
  contexts?: Record<string, string> | undefined;
  namespaces: string[];
  /** Of Applications, Kustomizations and HelmReleases; as above by default. */
  ownerNamespaces?: string[] | undefined;
  managers?: string[] | undefined;
}

/** A runner for each action, with the rights of the action's own context where it has one. */
export function kubernetesRunners(
  { kubeconfig, context, contexts = {}, namespaces, ownerNamespaces = namespaces, managers }: KubernetesAccess,
  protectedNames: string[],
  actions: KubernetesAction[],
): Record<string, Runner> {
  const unknown = Object.keys(contexts).find(id => !actions.some(action => action.id === id));
  if (unknown !== undefined) throw new Error(`autocura.runners.kubernetes.contexts: no action is called ${unknown}`);
  const site = {
    namespaces,
    ownerNamespaces,
    protectedNames: protectedNames.map(name => name.toLowerCase()),
    isBystander: bystanders(managers),
    now: () => new Date(),
  };
  return Object.fromEntries(
    actions.map(({ id }) => {
      const cluster = kubernetesCluster({ kubeconfig, context: contexts[id] ?? context });
      return [id, kubernetesRunner({ ...site, cluster, actions })];
    }),
  );
}
