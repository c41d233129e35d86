import { z } from 'zod';
import { below } from '../runners/callAllowed';
import { connection, json, type JobSystem, runId } from './jobSystem';

export const gitlabJob = z.strictObject({
  ...connection,
  /** A trigger token of the project starts the pipeline; `token` only reads, with the scope `read_api`. */
  trigger: z.string().min(1),
  /** Its number, or its path. */
  project: z.string().regex(/^[\w./-]+$/, 'must be the number or the path of a project'),
  ref: z.string().min(1),
});
type GitlabJob = z.infer<typeof gitlabJob>;

const created = z.object({ id: runId, web_url: z.string().optional() });
const pipeline = z.object({ status: z.string() });
const over = ['success', 'failed', 'canceled', 'skipped'];

const project = (job: GitlabJob, ...parts: string[]) => below(job, 'api', 'v4', 'projects', job.project, ...parts);

export const gitlab: JobSystem<GitlabJob> = {
  start: (job, inputs) => ({
    method: 'POST',
    url: project(job, 'trigger', 'pipeline'),
    headers: json,
    body: JSON.stringify({
      token: job.trigger,
      ref: job.ref,
      variables: Object.fromEntries(Object.entries(inputs).map(([key, value]) => [key, String(value)])),
    }),
  }),
  started: answer => {
    const { id, web_url: page } = created.parse(answer);
    return { id, page };
  },
  look: (job, { id }) => ({
    method: 'GET',
    url: project(job, 'pipelines', id),
    headers: { ...json, 'private-token': job.token },
  }),
  ended: answer => {
    const { status } = pipeline.parse(answer);
    return over.includes(status) ? { well: status === 'success', says: status } : undefined;
  },
};
