/** Named quantities of a service. Knowledge asks for these; sources know how to get them. */
export const signals = {
  'requests.rate': { unit: 'req/s', better: 'neither' },
  'requests.errors': { unit: 'ratio', better: 'lower' },
  'requests.p95': { unit: 's', better: 'lower' },
  /** Requests this service makes to others; parts by peer. */
  'calls.rate': { unit: 'req/s', better: 'neither' },
  'calls.errors': { unit: 'ratio', better: 'lower' },
  'calls.p95': { unit: 's', better: 'lower' },
  /** Calls refused or unanswered at the connection; parts by peer. */
  'calls.refused': { unit: '1/s', better: 'lower' },
  'calls.retries': { unit: '1/s', better: 'lower' },
  /** Share of scrape targets that answer, 0 to 1. */
  availability: { unit: 'ratio', better: 'higher' },
  /** Replicas whose process runs, and how many there should be. */
  'replicas.running': { unit: 'replicas', better: 'higher' },
  'replicas.wanted': { unit: 'replicas', better: 'neither' },
  /** Between which numbers of replicas a service scales by itself. */
  'autoscaler.least': { unit: 'replicas', better: 'neither' },
  'autoscaler.most': { unit: 'replicas', better: 'neither' },
  restarts: { unit: 'restarts', better: 'lower' },
  'memory.used': { unit: 'bytes', better: 'lower' },
  'memory.limit': { unit: 'bytes', better: 'neither' },
  /** What is set aside for one replica. */
  'memory.requested': { unit: 'bytes', better: 'neither' },
  'memory.growth': { unit: 'bytes/s', better: 'lower' },
  'memory.kills': { unit: 'kills', better: 'lower' },
  'cpu.used': { unit: 'cores', better: 'lower' },
  /** What is set aside for one replica. */
  'cpu.requested': { unit: 'cores', better: 'neither' },
  'cpu.wait': { unit: 's/s', better: 'lower' },
  'eventloop.lag': { unit: 's', better: 'lower' },
  'eventloop.utilization': { unit: 'ratio', better: 'lower' },
  'pool.used': { unit: 'connections', better: 'lower' },
  'pool.max': { unit: 'connections', better: 'neither' },
  'pool.waiting': { unit: 'requests', better: 'lower' },
  'workers.busy': { unit: 'ratio', better: 'lower' },
  'workers.waiting': { unit: 'requests', better: 'lower' },
  'queue.age': { unit: 's', better: 'lower' },
  'queue.processed': { unit: '1/s', better: 'neither' },
  'disk.free': { unit: 'ratio', better: 'higher' },
  /** Of what the namespace may have, the part of what is nearest to its end. */
  'quota.used': { unit: 'ratio', better: 'lower' },
  /** Until the first certificate is no longer valid. */
  'certificate.left': { unit: 's', better: 'higher' },
  'database.up': { unit: 'ratio', better: 'higher' },
  /** Sessions that are executing a statement right now. */
  'database.active': { unit: 'sessions', better: 'neither' },
  'database.blocked': { unit: 'sessions', better: 'lower' },
  /** Age of the oldest transaction that is idle while holding its locks. */
  'database.idleInTransaction': { unit: 's', better: 'lower' },
  /** Lines a second of a service's logs that tell of something. */
  'logs.outOfMemory': { unit: '1/s', better: 'lower' },
  'logs.noSpace': { unit: '1/s', better: 'lower' },
  'logs.poolTimeout': { unit: '1/s', better: 'lower' },
  'logs.lockTimeout': { unit: '1/s', better: 'lower' },
  'logs.databaseGone': { unit: '1/s', better: 'lower' },
  'logs.crashes': { unit: '1/s', better: 'lower' },
} as const satisfies Record<string, { unit: string; better: 'lower' | 'higher' | 'neither' }>;

export type SignalName = keyof typeof signals;
export const signalNames = Object.keys(signals) as SignalName[];

/** What logs tell and metrics do not. */
export const isOfLogs = (signal: SignalName) => signal.startsWith('logs.');
