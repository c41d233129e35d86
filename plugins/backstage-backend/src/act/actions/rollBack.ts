import { z } from 'zod';
import { action } from '../action';
import { name, version } from '../bounds';

export const rollBack = action({
  id: 'roll-back',
  params: z.strictObject({ service: name, version }),
  describe: params => `Roll ${params.service} back to version ${params.version}`,
  reversible: 'reversible',
});
