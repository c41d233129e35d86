import { z } from 'zod';
import { action } from '../action';
import { name, scalar } from '../bounds';

export const setFlag = action({
  id: 'set-flag',
  params: z.strictObject({ flag: name, value: scalar }),
  describe: ({ flag, value }) => `Set flag ${flag} to ${value}`,
  reversible: 'reversible',
});
