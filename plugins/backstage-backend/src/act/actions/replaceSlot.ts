import { z } from 'zod';
import { action } from '../action';
import { name } from '../bounds';

/** For a place that spoils whatever runs there; a restart would come back to it. */
export const replaceSlot = action({
  id: 'replace-slot',
  params: z.strictObject({ service: name, slot: z.number().int().min(0).max(999) }),
  describe: ({ service, slot }) => `Replace replica ${slot} of ${service}`,
  reversible: 'mitigation',
  interrupts: true,
});
