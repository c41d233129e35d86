import { z } from 'zod';
import { action } from '../action';
import { name } from '../bounds';

/** More than this nobody has agreed to pay for. */
export const mostReplicas = 20;

/** "To five", never "one more": twice is once. Never to none, and never past a ceiling. */
export const scale = action({
  id: 'scale',
  params: z.strictObject({ service: name, replicas: z.number().int().min(1).max(mostReplicas) }),
  describe: ({ service, replicas }) => `Run ${replicas} ${replicas === 1 ? 'replica' : 'replicas'} of ${service}`,
  reversible: 'reversible',
  leaves: ({ replicas }) => replicas,
  grows: 'replicas',
});
