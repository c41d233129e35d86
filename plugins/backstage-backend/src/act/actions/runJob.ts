import { z } from 'zod';
import { action } from '../action';
import { name, scalar } from '../bounds';

/** What a job is given beside is bounded where the job is made known. */
export const job = z.object({ service: name, job: name }).catchall(scalar);

export const describeJob = ({ service, job: what, ...inputs }: z.infer<typeof job>) => {
  const given = Object.entries(inputs).map(([key, value]) => `${key} ${String(value)}`);
  return `Run the job ${what} for ${service}${given.length > 0 ? ` with ${given.join(', ')}` : ''}`;
};

/** A job of somebody else's. We cannot know how to take it back. */
export const runJob = action({ id: 'run-job', params: job, describe: describeJob, reversible: 'irreversible' });
