import { z } from 'zod';

export const topology = z
  .object({
    edges: z.array(z.object({ from: z.string(), to: z.string(), known: z.enum(['traffic', 'catalog']) })),
    unavailable: z.string().optional(),
  })
  .meta({ id: 'Topology' });
