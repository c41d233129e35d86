import { z } from 'zod';
import { action } from '../action';
import { name } from '../bounds';

/** For a job that failed of something that has passed, and that may run twice. */
export const rerunJob = action({
  id: 'rerun-job',
  params: z.strictObject({ job: name }),
  describe: ({ job }) => `Run job ${job} again`,
  reversible: 'mitigation',
});
