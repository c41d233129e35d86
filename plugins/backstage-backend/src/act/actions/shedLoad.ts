import { z } from 'zod';
import { action } from '../action';
import { name } from '../bounds';

/** A service that refuses all of its load is down: some is always let through. */
export const shedLoad = action({
  id: 'shed-load',
  params: z.strictObject({ service: name, share: z.number().min(0).max(0.95) }),
  describe: ({ service, share }) =>
    share === 0
      ? `Let all requests to ${service} through`
      : `Refuse ${Math.round(share * 100)} % of the requests to ${service}`,
  reversible: 'reversible',
});
