import type { FailureMode } from '../failureMode';
import { badConfig } from './badConfig';
import { badFlag } from './badFlag';
import { badRelease } from './badRelease';
import { cpuHog } from './cpuHog';
import { crashLoop } from './crashLoop';
import { databaseLock } from './databaseLock';
import { memoryLeak } from './memoryLeak';
import { overload } from './overload';
import { poolExhausted } from './poolExhausted';
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
  poolExhausted,
  databaseLock,
  stuckQueueWorker,
  overload,
  cpuHog,
  unresponsive,
];
