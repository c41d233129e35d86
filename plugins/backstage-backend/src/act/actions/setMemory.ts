import { z } from 'zod';
import { action } from '../action';
import { name } from '../bounds';

/** Sixteen gibibytes: what wants more is no longer a matter of a limit. */
const mostMiB = 16_384;

export const setMemory = action({
  id: 'set-memory',
  params: z.strictObject({ service: name, container: name, memoryMiB: z.number().int().min(16).max(mostMiB) }),
  describe: ({ service, container, memoryMiB }) => `Limit ${container} of ${service} to ${memoryMiB} MiB of memory`,
  reversible: 'reversible',
  wants: ({ memoryMiB }) => ({ memoryMiB }),
  grows: 'memoryMiB',
});
