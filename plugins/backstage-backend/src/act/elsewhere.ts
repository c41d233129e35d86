import type { Settings } from '../settings';
import { postgresRunner, redisRunner, type Runner } from './runners';

/** By action who does it outside of Kubernetes, as far as that is set. */
export function runnersElsewhere({ postgres, redis }: Settings['runners']): Record<string, Runner> {
  return {
    ...(postgres && forEach(['cancel-blocker', 'terminate-blocker'], postgresRunner({ servers: postgres }))),
    ...(redis && { 'flush-prefix': redisRunner({ servers: redis }) }),
  };
}

const forEach = (actions: string[], runner: Runner) => Object.fromEntries(actions.map(id => [id, runner]));
