import { z } from 'zod';
import { action } from '../action';
import { name } from '../bounds';

/** For one pod that is worse than its siblings; its workload starts another. */
export const evictPod = action({
  id: 'evict-pod',
  params: z.strictObject({ service: name, pod: name }),
  describe: ({ service, pod }) => `Evict pod ${pod} of ${service}`,
  reversible: 'mitigation',
  interrupts: true,
});
