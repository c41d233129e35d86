import type { FailureMode } from '../failureMode';
import { badConfig } from './badConfig';
import { badFlag } from './badFlag';
import { badRelease } from './badRelease';
import { badReplica } from './badReplica';
import { cpuHog } from './cpuHog';
import { crashLoop } from './crashLoop';
import { databaseDown } from './databaseDown';
import { databaseLock } from './databaseLock';
import { diskFull } from './diskFull';
import { memoryLeak } from './memoryLeak';
import { noisyNeighbour } from './noisyNeighbour';
import { overload } from './overload';
import { poolExhausted } from './poolExhausted';
import { retryStorm } from './retryStorm';
import { serviceDown } from './serviceDown';
import { slowDependency } from './slowDependency';
import { slowInside } from './slowInside';
import { stuckQueueWorker } from './stuckQueueWorker';
import { unresponsive } from './unresponsive';
import { workersHeld } from './workersHeld';

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
  databaseDown,
  diskFull,
  stuckQueueWorker,
  overload,
  retryStorm,
  cpuHog,
  noisyNeighbour,
  unresponsive,
  slowInside,
  workersHeld,
];
