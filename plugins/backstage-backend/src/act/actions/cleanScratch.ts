import { z } from 'zod';
import { action } from '../action';
import { name } from '../bounds';

export const cleanScratch = action({
  id: 'clean-scratch',
  params: z.strictObject({ service: name }),
  describe: ({ service }) => `Delete the scratch files of ${service}`,
  reversible: 'irreversible',
});
