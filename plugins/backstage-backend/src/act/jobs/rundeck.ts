import { z } from 'zod';
import { below } from '../runners/callAllowed';
import { connection, json, type JobSystem, runId } from './jobSystem';

export const rundeckJob = z.strictObject({ ...connection, job: z.uuid() });
type RundeckJob = z.infer<typeof rundeckJob>;

const begun = z.object({ id: runId, permalink: z.string().optional() });
const execution = z.object({ status: z.string(), customStatus: z.string().optional() });
const over = ['succeeded', 'failed', 'aborted', 'timedout', 'other'];

const headers = ({ token }: RundeckJob) => ({ ...json, 'x-rundeck-auth-token': token });
/** The first version in which options are JSON. */
const api = (system: RundeckJob, ...parts: string[]) => below(system, 'api', '18', ...parts);

export const rundeck: JobSystem<RundeckJob> = {
  start: (system, inputs) => ({
    method: 'POST',
    url: api(system, 'job', system.job, 'run'),
    headers: headers(system),
    body: JSON.stringify({
      options: Object.fromEntries(Object.entries(inputs).map(([key, value]) => [key, String(value)])),
    }),
  }),
  started: answer => {
    const { id, permalink: page } = begun.parse(answer);
    return { id, page };
  },
  look: (system, { id }) => ({ method: 'GET', url: api(system, 'execution', id), headers: headers(system) }),
  ended: answer => {
    const { status, customStatus } = execution.parse(answer);
    return over.includes(status) ? { well: status === 'succeeded', says: customStatus ?? status } : undefined;
  },
};
