import { z } from 'zod';
import { action } from '../action';
import { name } from '../bounds';

/** For a release of Argo Rollouts that waits for a word. */
export const promoteRollout = action({
  id: 'promote-rollout',
  params: z.strictObject({ service: name }),
  describe: ({ service }) => `Let the release of ${service} go on`,
  reversible: 'reversible',
  backBy: 'abort-rollout',
});
