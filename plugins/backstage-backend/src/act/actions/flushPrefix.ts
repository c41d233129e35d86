import { z } from 'zod';
import { action } from '../action';
import { keyPrefix, name } from '../bounds';

/** For a cache that serves what is wrong. What was in it is gone, and whoever it spared work has it to do again. */
export const flushPrefix = action({
  id: 'flush-prefix',
  params: z.strictObject({ service: name, prefix: keyPrefix }),
  describe: ({ service, prefix }) => `Delete every key of ${service} that begins with ${prefix}`,
  reversible: 'irreversible',
});
