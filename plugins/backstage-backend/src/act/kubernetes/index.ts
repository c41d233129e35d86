import type { KubernetesAction } from './action';
import { restart } from './restart';
import { rollBack } from './rollBack';
import { type KubernetesAccess, kubernetesRunners as runnersOf } from './runners';
import { scale } from './scale';

export { kubernetesCluster } from './cluster';
export { bystanders } from './ownership';
export { roleOf, type Rule, rulesOf } from './role';

export const kubernetesActions: KubernetesAction[] = [restart, rollBack, scale];

/** By action who does it; what is protected is never changed. */
export const kubernetesRunners = (access: KubernetesAccess, protectedNames: string[]) =>
  runnersOf(access, protectedNames, kubernetesActions);
