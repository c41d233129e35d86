import { isOfLogs, type SignalName, signalNames, signals } from '@autocura/common';

/**
 * How far from the usual is still good (`beside`, in the signal's unit), and what is good where nobody knows
 * what was usual (`alone`).
 */
const bounds: Partial<Record<SignalName, { beside: number; alone: number }>> = {
  'requests.errors': { beside: 0.02, alone: 0.02 },
  'requests.p95': { beside: 0.1, alone: 0.5 },
  'calls.errors': { beside: 0.02, alone: 0.02 },
  'calls.p95': { beside: 0.1, alone: 0.5 },
  'calls.refused': { beside: 0.05, alone: 0.05 },
  'calls.retries': { beside: 0.5, alone: 0.5 },
  availability: { beside: 0.01, alone: 0.99 },
  'memory.growth': { beside: 100_000, alone: 100_000 },
  'eventloop.lag': { beside: 0.05, alone: 0.1 },
  'eventloop.utilization': { beside: 0.2, alone: 0.6 },
  'cpu.wait': { beside: 0.1, alone: 0.2 },
  'pool.waiting': { beside: 0.5, alone: 0.5 },
  'workers.busy': { beside: 0.2, alone: 0.7 },
  'workers.waiting': { beside: 0.5, alone: 0.5 },
  'queue.age': { beside: 5, alone: 5 },
  'disk.free': { beside: 0.1, alone: 0.1 },
  'database.up': { beside: 0, alone: 1 },
  'database.blocked': { beside: 0.5, alone: 0.5 },
  'database.idleInTransaction': { beside: 1, alone: 1 },
};

/** A half more than usual is usual, where more is worse. */
const slack = 1.5;

/** Counts over a window behind us: they stay bad for a while however well it goes. */
const lookingBack: SignalName[] = ['restarts', 'memory.kills', ...signalNames.filter(isOfLogs)];

/** Whether a value is as it should be; undefined where nothing tells. */
export function isGood(signal: SignalName, value: number, normal: number | undefined): boolean | undefined {
  const { better } = signals[signal];
  if (better === 'neither' || lookingBack.includes(signal)) return undefined;
  const bound = bounds[signal];
  if (normal === undefined) {
    if (!bound) return undefined;
    return better === 'lower' ? value <= bound.alone : value >= bound.alone;
  }
  const beside = bound?.beside ?? 0;
  return better === 'lower' ? value <= Math.max(normal * slack, normal + beside) : value >= normal - beside;
}

/** So much worse than before that chance does not explain it: by half, and by more than the signal's own unrest. */
export function isClearlyWorse(signal: SignalName, before: number, after: number): boolean {
  const unrest = 2 * (bounds[signal]?.beside ?? 0);
  if (signals[signal].better === 'lower') return after > before * slack && after > before + unrest;
  return signals[signal].better === 'higher' && after < before / slack && after < before - unrest;
}
