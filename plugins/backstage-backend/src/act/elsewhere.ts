import type { Settings } from '../settings';
import { flagdRunner, httpFlagRunner, jobRunner, postgresRunner, redisRunner, type Runner } from './runners';

/** By action who does it outside of Kubernetes, as far as that is set. */
export function runnersElsewhere({ postgres, redis, flags, jobs }: Settings['runners']): Record<string, Runner> {
  return {
    ...(postgres && forEach(['cancel-blocker', 'terminate-blocker'], postgresRunner({ servers: postgres }))),
    ...(redis && { 'flush-prefix': redisRunner({ servers: redis }) }),
    ...(flags && { 'set-flag': 'file' in flags ? flagdRunner(flags) : httpFlagRunner(flags) }),
    ...(jobs && forEach(['run-job', 'run-reversible-job'], jobRunner({ jobs }))),
  };
}

const forEach = (actions: string[], runner: Runner) => Object.fromEntries(actions.map(id => [id, runner]));
