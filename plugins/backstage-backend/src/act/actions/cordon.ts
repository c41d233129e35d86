import { z } from 'zod';
import { action } from '../action';
import { name } from '../bounds';

/** No new pods on a node, or again; those that are there stay. */
export const cordon = action({
  id: 'cordon',
  params: z.strictObject({ node: name, cordoned: z.boolean() }),
  describe: ({ node, cordoned }) => (cordoned ? `Cordon node ${node}` : `Uncordon node ${node}`),
  reversible: 'reversible',
});
