import type { Fault } from '../src/fault';
import { fault as badRelease } from './bad-release';
import { fault as deadDependency } from './dead-dependency';
import { fault as memoryLeak } from './memory-leak';
import { fault as poolExhausted } from './pool-exhausted';
import { fault as slowDependency } from './slow-dependency';

export const faults: Fault[] = [memoryLeak, deadDependency, slowDependency, badRelease, poolExhausted];
