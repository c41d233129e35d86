import { z } from 'zod';
import { action } from '../action';
import { name } from '../bounds';

/** "To five", never "one more": twice is once. Never to none, and never past a ceiling that nobody pays for. */
export const scale = action({
  id: 'scale',
  params: z.strictObject({ service: name, replicas: z.number().int().min(1).max(20) }),
  describe: ({ service, replicas }) => `Run ${replicas} ${replicas === 1 ? 'replica' : 'replicas'} of ${service}`,
  reversible: 'reversible',
  leaves: ({ replicas }) => replicas,
});
