import { z } from 'zod';
import { action } from '../action';
import { name } from '../bounds';

/** Without a process id the session that blocks the others is looked for at the moment of acting. */
export const blocker = z
  .strictObject({ service: name, pid: z.number().int().min(2).max(4_194_304).optional() })
  .transform(({ service, pid }) => ({ service, ...(pid !== undefined && { pid }) }));

export const terminateBlocker = action({
  id: 'terminate-blocker',
  params: blocker,
  describe: ({ service, pid }) =>
    pid === undefined
      ? `Terminate the session that blocks others in ${service}`
      : `Terminate session ${pid} in ${service}`,
  reversible: 'mitigation',
});
