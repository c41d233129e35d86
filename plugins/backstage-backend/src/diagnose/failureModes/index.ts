import type { FailureMode } from '../failureMode';
import { badConfig } from './badConfig';
import { badFlag } from './badFlag';
import { badRelease } from './badRelease';
import { badReplica } from './badReplica';
import { cpuHog } from './cpuHog';
import { crashLoop } from './crashLoop';
import { databaseLock } from './databaseLock';
import { memoryLeak } from './memoryLeak';
import { overload } from './overload';
import { poolExhausted } from './poolExhausted';
import { retryStorm } from './retryStorm';
import { serviceDown } from './serviceDown';
import { slowDependency } from './slowDependency';
import { stuckQueueWorker } from './stuckQueueWorker';
import { unresponsive } from './unresponsive';

export const failureModes: FailureMode[] = [
  serviceDown,
  crashLoop,
  memoryLeak,
  slowDependency,
  badRelease,
  badConfig,
  badFlag,
  badReplica,
  poolExhausted,
  databaseLock,
  stuckQueueWorker,
  overload,
  retryStorm,
  cpuHog,
  unresponsive,
];
