import type { Settings } from '../settings';
import { flagdRunner, httpFlagRunner, jobRunner, type Runner } from './runners';

/** By action who does it outside of Kubernetes, as far as that is set. Clients are loaded where they are needed. */
export async function runnersElsewhere(runners: Settings['runners']): Promise<Record<string, Runner>> {
  const { postgres, redis, flags, jobs } = runners;
  const { postgresRunner } = postgres ? await import('./runners/postgresRunner') : {};
  const { redisRunner } = redis ? await import('./runners/redisRunner') : {};
  return {
    ...(postgres && forEach(['cancel-blocker', 'terminate-blocker'], postgresRunner?.({ servers: postgres }))),
    ...(redis && forEach(['flush-prefix'], redisRunner?.({ servers: redis }))),
    ...(flags && forEach(['set-flag'], 'file' in flags ? flagdRunner(flags) : httpFlagRunner(flags))),
    ...(jobs && forEach(['run-job', 'run-reversible-job'], jobRunner({ jobs }))),
  };
}

const forEach = (actions: string[], runner: Runner | undefined) =>
  Object.fromEntries(actions.flatMap(id => (runner ? [[id, runner] as const] : [])));
