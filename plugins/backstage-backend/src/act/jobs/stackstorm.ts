import { z } from 'zod';
import { below } from '../runners/callAllowed';
import { connection, json, type JobSystem, runId } from './jobSystem';

export const stackstormJob = z.strictObject({
  ...connection,
  /** Where its API begins: `https://<host>/api`. `token` is an API key. */
  url: z.url(),
  action: z.string().regex(/^\w+\.\w[\w.-]*$/, 'must be pack.action'),
});
type StackstormJob = z.infer<typeof stackstormJob>;

const requested = z.object({ id: runId, web_url: z.string().optional() });
const execution = z.object({ status: z.string() });
const over = ['succeeded', 'failed', 'timeout', 'abandoned', 'canceled'];

const headers = ({ token }: StackstormJob) => ({ ...json, 'st2-api-key': token });

export const stackstorm: JobSystem<StackstormJob> = {
  start: (system, inputs) => ({
    method: 'POST',
    url: below(system, 'v1', 'executions'),
    headers: headers(system),
    body: JSON.stringify({ action: system.action, parameters: inputs }),
  }),
  started: answer => {
    const { id, web_url: page } = requested.parse(answer);
    return { id, page };
  },
  look: (system, { id }) => ({ method: 'GET', url: below(system, 'v1', 'executions', id), headers: headers(system) }),
  ended: answer => {
    const { status } = execution.parse(answer);
    return over.includes(status) ? { well: status === 'succeeded', says: status } : undefined;
  },
};
