import { z } from 'zod';
import { action } from '../action';
import { name } from '../bounds';

/** Thirty-two cores: what wants more is no longer a matter of a limit. */
const mostMilli = 32_000;

export const setCpu = action({
  id: 'set-cpu',
  params: z.strictObject({ service: name, container: name, cpuMilli: z.number().int().min(10).max(mostMilli) }),
  describe: ({ service, container, cpuMilli }) => `Limit ${container} of ${service} to ${cpuMilli / 1000} CPU`,
  reversible: 'reversible',
  wants: ({ cpuMilli }) => ({ cpuMilli }),
  grows: 'cpuMilli',
});
