import { z } from 'zod';
import { action } from '../action';
import { name } from '../bounds';

export const setRetries = action({
  id: 'set-retries',
  params: z.strictObject({ service: name, max: z.number().int().min(0).max(5) }),
  describe: ({ service, max }) =>
    max === 0 ? `Stop ${service} from retrying` : `Let ${service} retry ${max} ${max === 1 ? 'time' : 'times'}`,
  reversible: 'reversible',
});
