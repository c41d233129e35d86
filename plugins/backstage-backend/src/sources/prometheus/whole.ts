import { type SignalName, signals } from '@autocura/common';

const added = new Set<string>([
  'req/s',
  '1/s',
  'replicas',
  'restarts',
  'kills',
  'cores',
  's/s',
  'connections',
  'requests',
  'sessions',
]);

/** One value of many parts: amounts add up, of everything else the worst part counts. */
export function whole(signal: SignalName, parts: number[]): number {
  const { unit, better } = signals[signal];
  if (added.has(unit)) return parts.reduce((sum, value) => sum + value, 0);
  return better === 'lower' ? Math.max(...parts) : Math.min(...parts);
}
