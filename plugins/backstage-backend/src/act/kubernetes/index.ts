import type { KubernetesAction } from './action';
import { abortRollout } from './abortRollout';
import { cordon } from './cordon';
import { drain } from './drain';
import { evictPod } from './evictPod';
import { expandClaim } from './expandClaim';
import { promoteRollout } from './promoteRollout';
import { replaceSlot } from './replaceSlot';
import { rerunJob } from './rerunJob';
import { restart } from './restart';
import { rollBack } from './rollBack';
import { rollBackApplication } from './rollBackApplication';
import { type KubernetesAccess, kubernetesRunners as runnersOf } from './runners';
import { scale } from './scale';
import { setAutoscaler } from './setAutoscaler';
import { setCpu } from './setCpu';
import { setMemory } from './setMemory';
import { suspendCronJob } from './suspendCronJob';
import { suspendHelmRelease } from './suspendHelmRelease';
import { suspendKustomization } from './suspendKustomization';
import { syncApplication } from './syncApplication';

export { kubernetesCluster } from './cluster';
export { bystanders } from './ownership';
export { roleOf, type Rule, rulesOf } from './role';

export const kubernetesActions: KubernetesAction[] = [
  restart,
  rollBack,
  scale,
  evictPod,
  replaceSlot,
  setAutoscaler,
  setMemory,
  setCpu,
  expandClaim,
  cordon,
  drain,
  rerunJob,
  suspendCronJob,
  abortRollout,
  promoteRollout,
  syncApplication,
  rollBackApplication,
  suspendKustomization,
  suspendHelmRelease,
];

/** By action who does it; what is protected is never changed. */
export const kubernetesRunners = (access: KubernetesAccess, protectedNames: string[]) =>
  runnersOf(access, protectedNames, kubernetesActions);
