import { z } from 'zod';
import type { System } from '../runners/callAllowed';
import { name } from '../bounds';
import { awx, awxJob } from './awx';
import { github, githubJob } from './github';
import { gitlab, gitlabJob } from './gitlab';
import type { Inputs, JobSystem } from './jobSystem';
import { rundeck, rundeckJob } from './rundeck';
import { stackstorm, stackstormJob } from './stackstorm';

const input = z.union([
  z.strictObject({ type: z.literal('string'), oneOf: z.array(z.string().max(1024)).min(1) }),
  z.strictObject({ type: z.literal('number'), least: z.number(), most: z.number() }),
  z.strictObject({ type: z.literal('boolean') }),
]);
type Input = z.infer<typeof input>;

const shape = z
  .strictObject({
    github: githubJob,
    gitlab: gitlabJob,
    awx: awxJob,
    rundeck: rundeckJob,
    stackstorm: stackstormJob,
    inputs: z.record(name, input),
    /** Seconds after which it is no longer waited for. */
    deadline: z.number().min(1).max(3_600),
    /** The job that takes it back, which is given the same inputs as far as it knows them. */
    undo: name,
  })
  .partial();

/** A job of somebody else's that may be run: where it is, what it is given, and what takes it back. */
export type KnownJob = z.infer<typeof shape>;

const knownJob = shape.refine(
  job => systemsOf(job).length === 1,
  'must be in one of github, gitlab, awx, rundeck, stackstorm',
);

export const knownJobs = z
  .record(name, knownJob)
  .refine(
    jobs => Object.values(jobs).every(({ undo }) => undo === undefined || Object.hasOwn(jobs, undo)),
    'undo must name a job',
  );

/** A job bound to its system, so that nobody else need know which that is. */
const bound = <J extends System>(title: string, system: JobSystem<J>, job: J | undefined) =>
  job && {
    title,
    system: job as System,
    start: (inputs: Inputs) => system.start(job, inputs),
    started: system.started,
    look: (run: ReturnType<JobSystem<J>['started']>) => system.look(job, run),
    ended: system.ended,
  };

const systemsOf = (job: KnownJob) =>
  [
    bound('GitHub', github, job.github),
    bound('GitLab', gitlab, job.gitlab),
    bound('AWX', awx, job.awx),
    bound('Rundeck', rundeck, job.rundeck),
    bound('StackStorm', stackstorm, job.stackstorm),
  ].filter(each => each !== undefined);

export const systemOf = (job: KnownJob) => systemsOf(job)[0];

/** Why these inputs do not fit; undefined where they do. All that are declared are needed, and no others. */
export function misfit({ inputs = {} }: KnownJob, given: Inputs): string | undefined {
  const stranger = Object.keys(given).find(each => !Object.hasOwn(inputs, each));
  if (stranger !== undefined) return `it has no input ${stranger}`;
  for (const [each, declared] of Object.entries(inputs)) {
    const value = given[each];
    if (value === undefined) return `its input ${each} is missing`;
    if (!fits(declared, value)) return `its input ${each} cannot be ${String(value)}`;
  }
  return undefined;
}

function fits(declared: Input, value: string | number | boolean): boolean {
  switch (declared.type) {
    case 'string':
      return typeof value === 'string' && declared.oneOf.includes(value);
    case 'number':
      return typeof value === 'number' && value >= declared.least && value <= declared.most;
    case 'boolean':
      return typeof value === 'boolean';
  }
}
