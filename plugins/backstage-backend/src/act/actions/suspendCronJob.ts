import { z } from 'zod';
import { action } from '../action';
import { name } from '../bounds';

/** A schedule starts nothing, or does again; what runs goes on. */
export const suspendCronJob = action({
  id: 'suspend-cron-job',
  params: z.strictObject({ cronJob: name, suspended: z.boolean() }),
  describe: ({ cronJob, suspended }) => `${suspended ? 'Suspend' : 'Resume'} the schedule of ${cronJob}`,
  reversible: 'reversible',
});
