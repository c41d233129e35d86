import { z } from 'zod';
import { action } from '../action';

/** Without a process id the session that blocks the others is looked for at the moment of acting. */
export const terminateBlocker = action({
  id: 'terminate-blocker',
  params: z.strictObject({ pid: z.number().int().min(2).max(4_194_304).optional() }).transform(({ pid }) => ({
    ...(pid !== undefined && { pid }),
  })),
  describe: ({ pid }, target) =>
    pid === undefined
      ? `Terminate the session that blocks others in ${target}`
      : `Terminate session ${pid} in ${target}`,
  reversible: 'mitigation',
});
