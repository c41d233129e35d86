import type { Settings } from '../settings';
import { flagdRunner, httpFlagRunner, jobRunner, type Runner } from './runners';

/** By action who does it outside of Kubernetes, as far as that is set. Clients are loaded where they are needed. */
export async function runnersElsewhere(
  runners: Settings['runners'],
  bounded: (name: string, runner: Runner) => Runner = (_name, runner) => runner,
): Promise<Record<string, Runner>> {
  const forEach = (name: string, actions: string[], runner: Runner | undefined) =>
    Object.fromEntries(actions.flatMap(id => (runner ? [[id, bounded(name, runner)] as const] : [])));
  const { postgres, redis, flags, jobs } = runners;
  const { postgresRunner } = postgres ? await import('./runners/postgresRunner') : {};
  const { redisRunner } = redis ? await import('./runners/redisRunner') : {};
  return {
    ...(postgres &&
      forEach('PostgreSQL', ['cancel-blocker', 'terminate-blocker'], postgresRunner?.({ servers: postgres }))),
    ...(redis && forEach('Redis', ['flush-prefix'], redisRunner?.({ servers: redis }))),
    ...(flags && forEach('Flags', ['set-flag'], 'file' in flags ? flagdRunner(flags) : httpFlagRunner(flags))),
    ...(jobs && forEach('Jobs', ['run-job', 'run-reversible-job'], jobRunner({ jobs }))),
  };
}
