import type { Action } from '../action';
import { abortRollout } from './abortRollout';
import { cancelBlocker } from './cancelBlocker';
import { cleanScratch } from './cleanScratch';
import { cordon } from './cordon';
import { drain } from './drain';
import { evictPod } from './evictPod';
import { expandClaim } from './expandClaim';
import { flushPrefix } from './flushPrefix';
import { promoteRollout } from './promoteRollout';
import { replaceSlot } from './replaceSlot';
import { rerunJob } from './rerunJob';
import { restart } from './restart';
import { restartDatabase } from './restartDatabase';
import { restoreConfig } from './restoreConfig';
import { rollBack } from './rollBack';
import { rollBackApplication } from './rollBackApplication';
import { runJob } from './runJob';
import { runReversibleJob } from './runReversibleJob';
import { scale } from './scale';
import { setAutoscaler } from './setAutoscaler';
import { setCpu } from './setCpu';
import { setFlag } from './setFlag';
import { setMemory } from './setMemory';
import { setRetries } from './setRetries';
import { shedLoad } from './shedLoad';
import { suspendCronJob } from './suspendCronJob';
import { suspendHelmRelease } from './suspendHelmRelease';
import { suspendKustomization } from './suspendKustomization';
import { syncApplication } from './syncApplication';
import { terminateBlocker } from './terminateBlocker';
import { webhook } from './webhook';

export const actions: Action[] = [
  restart,
  restartDatabase,
  replaceSlot,
  rollBack,
  restoreConfig,
  scale,
  setFlag,
  shedLoad,
  setRetries,
  cancelBlocker,
  terminateBlocker,
  cleanScratch,
  evictPod,
  setAutoscaler,
  cordon,
  suspendCronJob,
  rerunJob,
  setMemory,
  setCpu,
  expandClaim,
  drain,
  abortRollout,
  promoteRollout,
  syncApplication,
  rollBackApplication,
  suspendKustomization,
  suspendHelmRelease,
  flushPrefix,
  runJob,
  runReversibleJob,
  webhook,
];
