import { z } from 'zod';
import { action } from '../action';
import { name } from '../bounds';

/** For what has drifted from what git says, or was not brought there yet. */
export const syncApplication = action({
  id: 'sync-application',
  params: z.strictObject({ application: name }),
  describe: ({ application }) => `Sync application ${application} with git`,
  reversible: 'reversible',
  backBy: 'roll-back-application',
});
