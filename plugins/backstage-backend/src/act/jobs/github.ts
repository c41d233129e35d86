import { z } from 'zod';
import { below } from '../runners/callAllowed';
import { connection, json, type JobSystem, runId } from './jobSystem';

export const githubJob = z.strictObject({
  ...connection,
  /** `https://api.github.com`, or `https://<host>/api/v3` of an Enterprise Server. */
  url: z.url().default('https://api.github.com'),
  repository: z.string().regex(/^[\w.-]+\/[\w.-]+$/, 'must be owner/name'),
  workflow: z.string().regex(/^[\w.-]+\.ya?ml$/, 'must be the name of a workflow file'),
  ref: z.string().min(1),
});
type GithubJob = z.infer<typeof githubJob>;

const dispatched = z.object({ workflow_run_id: runId, html_url: z.string().optional() });
const run = z.object({ status: z.string(), conclusion: z.string().nullable() });

const headers = ({ token }: GithubJob) => ({
  ...json,
  accept: 'application/vnd.github+json',
  authorization: `Bearer ${token}`,
  'x-github-api-version': '2022-11-28',
  'user-agent': 'autocura',
});
const repository = (job: GithubJob, ...parts: string[]) => below(job, 'repos', ...job.repository.split('/'), ...parts);

/** A workflow with `workflow_dispatch`. A server from before `return_run_details` does not say which run it started. */
export const github: JobSystem<GithubJob> = {
  start: (job, inputs) => ({
    method: 'POST',
    url: repository(job, 'actions', 'workflows', job.workflow, 'dispatches'),
    headers: headers(job),
    body: JSON.stringify({ ref: job.ref, inputs: texts(inputs), return_run_details: true }),
  }),
  started: answer => {
    const { workflow_run_id: id, html_url: page } = dispatched.parse(answer);
    return { id, page };
  },
  look: (job, { id }) => ({ method: 'GET', url: repository(job, 'actions', 'runs', id), headers: headers(job) }),
  ended: answer => {
    const { status, conclusion } = run.parse(answer);
    return status === 'completed' ? { well: conclusion === 'success', says: conclusion ?? status } : undefined;
  },
};

/** Its inputs are texts, whatever the workflow says they are. */
const texts = (inputs: object) =>
  Object.fromEntries(Object.entries(inputs).map(([key, value]) => [key, String(value)]));
