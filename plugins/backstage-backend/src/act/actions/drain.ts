import { z } from 'zod';
import { action } from '../action';
import { name } from '../bounds';

/** For a node that is to be emptied. Taken back, it takes new pods again; those that left stay where they are. */
export const drain = action({
  id: 'drain',
  params: z.strictObject({ node: name, drained: z.boolean() }),
  describe: ({ node, drained }) => (drained ? `Drain node ${node}` : `Let node ${node} take pods again`),
  reversible: 'reversible',
  interrupts: true,
});
