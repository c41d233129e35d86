import { z } from 'zod';
import { below } from '../runners/callAllowed';
import { connection, json, type JobSystem, runId } from './jobSystem';

export const awxJob = z.strictObject({ ...connection, template: z.int().positive() });
type AwxJob = z.infer<typeof awxJob>;

const launched = z.object({ id: runId, ignored_fields: z.record(z.string(), z.unknown()).default({}) });
const job = z.object({ status: z.string(), job_explanation: z.string().default('') });
const over = ['successful', 'failed', 'error', 'canceled'];

const headers = ({ token }: AwxJob) => ({ ...json, authorization: `Bearer ${token}` });
/** Its addresses end with a slash; without it they are redirects. */
const api = (system: AwxJob, ...parts: string[]) => below(system, 'api', 'v2', ...parts, '');

/** A job template. What it does not prompt for on launch it ignores. */
export const awx: JobSystem<AwxJob> = {
  start: (system, inputs) => ({
    method: 'POST',
    url: api(system, 'job_templates', String(system.template), 'launch'),
    headers: headers(system),
    body: JSON.stringify({ extra_vars: inputs }),
  }),
  started: answer => {
    const { id, ignored_fields } = launched.parse(answer);
    const ignored = Object.keys(ignored_fields);
    return { id, but: ignored.length > 0 ? `the template ignored ${ignored.join(', ')}` : undefined };
  },
  look: (system, { id }) => ({ method: 'GET', url: api(system, 'jobs', id), headers: headers(system) }),
  ended: answer => {
    const { status, job_explanation: why } = job.parse(answer);
    const says = [status, why].filter(Boolean).join(': ');
    return over.includes(status) ? { well: status === 'successful', says } : undefined;
  },
};
