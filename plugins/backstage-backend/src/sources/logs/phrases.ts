import type { SignalName } from '@autocura/common';

/** What programs and libraries write when something happens to them, in their own words. */
export const phrases: Partial<Record<SignalName, string[]>> = {
  'logs.outOfMemory': [
    'heap out of memory',
    'OutOfMemoryError',
    'Cannot allocate memory',
    'MemoryError',
    'ENOMEM',
    'OOMKilled',
    'runtime: out of memory',
  ],
  'logs.noSpace': [
    'no space left on device',
    'ENOSPC',
    'disk quota exceeded',
    'EDQUOT',
    'could not extend file',
    'not enough space on the disk',
  ],
  'logs.poolTimeout': [
    'timeout exceeded when trying to connect',
    'Connection is not available, request timed out',
    'Timeout acquiring a connection',
    'QueuePool limit of size',
    'too many clients already',
    'remaining connection slots are reserved',
    'Too many connections',
    'pool exhausted',
  ],
  'logs.lockTimeout': [
    'due to lock timeout',
    'deadlock detected',
    'Deadlock found when trying to get lock',
    'Lock wait timeout exceeded',
    'could not obtain lock',
    'database is locked',
  ],
  'logs.databaseGone': [
    'the database system is shutting down',
    'the database system is starting up',
    'terminating connection due to administrator command',
    'server closed the connection unexpectedly',
    'Connection terminated unexpectedly',
    'could not connect to server',
    'MySQL server has gone away',
  ],
  'logs.crashes': [
    'uncaught exception',
    'UnhandledPromiseRejection',
    'Unhandled exception',
    'Traceback (most recent call last)',
    'fatal error',
    'segmentation fault',
    'goroutine 1 [running]',
    'Exception in thread "main"',
  ],
};
