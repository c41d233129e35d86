import { z } from 'zod';
import { action } from '../action';
import { name } from '../bounds';

/** The most run and least telling of all actions: it cures what is in the process, and hides it. */
export const restart = action({
  id: 'restart',
  params: z.strictObject({ service: name }),
  describe: ({ service }) => `Restart ${service}`,
  reversible: 'mitigation',
  interrupts: true,
});
