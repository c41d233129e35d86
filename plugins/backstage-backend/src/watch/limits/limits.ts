import type { LimitedKind, SignalName } from '@autocura/common';

/** A quantity that comes to an end, and where that is. */
export interface Limited {
  kind: LimitedKind;
  of: SignalName;
  /** What it is a share of; it stands for itself where absent. */
  per?: SignalName;
  unit: 'ratio' | 's';
  limit: number;
  /** On which side of the limit the trouble is. */
  direction: 'above' | 'below';
  /** How many times the usual horizon ahead it has to be known: some things take long to mend. */
  horizons: number;
  /** It goes up and down with load. */
  followsLoad?: boolean;
  /** The failure mode that it ends in, whose remedies prevent it. */
  leadsTo?: string;
}

const limited: Limited[] = [
  {
    ...{ kind: 'memory', of: 'memory.used', per: 'memory.limit', unit: 'ratio', limit: 0.95, direction: 'above' },
    ...{ horizons: 1, leadsTo: 'memory-leak' },
  },
  {
    ...{ kind: 'disk', of: 'disk.free', unit: 'ratio', limit: 0.03, direction: 'below' },
    ...{ horizons: 1, leadsTo: 'disk-full' },
  },
  {
    ...{ kind: 'pool', of: 'pool.used', per: 'pool.max', unit: 'ratio', limit: 1, direction: 'above' },
    ...{ horizons: 1, leadsTo: 'pool-exhausted' },
  },
  {
    ...{ kind: 'workers', of: 'workers.busy', unit: 'ratio', limit: 0.98, direction: 'above', horizons: 1 },
    followsLoad: true,
  },
  {
    ...{ kind: 'queue', of: 'queue.age', unit: 's', limit: 600, direction: 'above', horizons: 1 },
    leadsTo: 'stuck-queue-worker',
  },
  {
    ...{ kind: 'latency', of: 'requests.p95', unit: 's', limit: 2, direction: 'above', horizons: 1 },
    followsLoad: true,
  },
  { kind: 'quota', of: 'quota.used', unit: 'ratio', limit: 0.98, direction: 'above', horizons: 2 },
  { kind: 'certificate', of: 'certificate.left', unit: 's', limit: 0, direction: 'below', horizons: 28 },
];

/** Every quantity that comes to an end, with the limits that are given instead of the usual ones. */
export const limits = (given: Partial<Record<LimitedKind, number>> = {}): Limited[] =>
  limited.map(one => ({ ...one, limit: given[one.kind] ?? one.limit }));

/** Whether a value is where the trouble is. */
export const isBeyond = ({ limit, direction }: Pick<Limited, 'limit' | 'direction'>, value: number) =>
  direction === 'above' ? value >= limit : value <= limit;
