import { z } from 'zod';
import { action } from '../action';
import { name, scalar } from '../bounds';

/** Whatever somebody's own automation offers under a name. We cannot know how to take it back. */
export const webhook = action({
  id: 'webhook',
  params: z.object({ name }).catchall(scalar),
  describe: (params, target) => `Run ${params.name} for ${target}`,
  reversible: 'irreversible',
});
