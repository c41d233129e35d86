import { action } from '../action';
import { blocker } from './terminateBlocker';

/** Its session goes on, and so does a transaction that holds its locks while it idles: that one is terminated. */
export const cancelBlocker = action({
  id: 'cancel-blocker',
  params: blocker,
  describe: ({ service, pid }) =>
    pid === undefined
      ? `Cancel the query that blocks others in ${service}`
      : `Cancel the query of session ${pid} in ${service}`,
  reversible: 'mitigation',
});
