import { z } from 'zod';
import { action } from '../action';
import { name } from '../bounds';

/**
 * Its data stay; every session and every transaction under way is lost, so no rule that grants restarts in general
 * covers it.
 */
export const restartDatabase = action({
  id: 'restart-database',
  params: z.strictObject({ service: name }),
  describe: ({ service }) => `Restart the database ${service} and end every session in it`,
  reversible: 'irreversible',
  interrupts: true,
});
