import type { Fault } from '../src/fault';
import { fault as badConfig } from './bad-config';
import { fault as badFlag } from './bad-flag';
import { fault as badRelease } from './bad-release';
import { fault as badReplica } from './bad-replica';
import { fault as blockedLoop } from './blocked-loop';
import { fault as busyHour } from './busy-hour';
import { fault as cpuHog } from './cpu-hog';
import { fault as crashLoop } from './crash-loop';
import { fault as databaseLock } from './database-lock';
import { fault as deadDatabase } from './dead-database';
import { fault as deadDependency } from './dead-dependency';
import { fault as deployBeside } from './deploy-beside';
import { fault as fullDisk } from './full-disk';
import { fault as harmlessDeploy } from './harmless-deploy';
import { fault as memoryLeak } from './memory-leak';
import { fault as noisyNeighbour } from './noisy-neighbour';
import { fault as passingAlert } from './passing-alert';
import { fault as poolExhausted } from './pool-exhausted';
import { fault as retryStorm } from './retry-storm';
import { fault as slowDependency } from './slow-dependency';
import { fault as stuckWorker } from './stuck-worker';
import { fault as surge } from './surge';

export const faults: Fault[] = [
  memoryLeak,
  deadDependency,
  slowDependency,
  badRelease,
  poolExhausted,
  badConfig,
  badFlag,
  crashLoop,
  cpuHog,
  deployBeside,
  harmlessDeploy,
  passingAlert,
  busyHour,
  stuckWorker,
  badReplica,
  surge,
  retryStorm,
  databaseLock,
  deadDatabase,
  fullDisk,
  blockedLoop,
  noisyNeighbour,
];
