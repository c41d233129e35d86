import { z } from 'zod';
import { action } from '../action';
import { name } from '../bounds';

/** For a release that Argo Rollouts brings in step by step, and that does harm. */
export const abortRollout = action({
  id: 'abort-rollout',
  params: z.strictObject({ service: name, aborted: z.boolean() }),
  describe: ({ service, aborted }) =>
    aborted ? `Abort the release of ${service}` : `Begin the release of ${service} anew`,
  reversible: 'reversible',
});
