import { z } from 'zod';
import { action } from '../action';
import { name } from '../bounds';

/** Sixteen tebibytes: what wants more is no longer a matter of a claim. */
const mostGiB = 16_384;

/** A volume grows and never shrinks again. */
export const expandClaim = action({
  id: 'expand-claim',
  params: z.strictObject({ claim: name, sizeGiB: z.number().int().min(1).max(mostGiB) }),
  describe: ({ claim, sizeGiB }) => `Let volume claim ${claim} grow to ${sizeGiB} GiB`,
  reversible: 'irreversible',
  wants: ({ sizeGiB }) => ({ storageGiB: sizeGiB }),
  grows: 'sizeGiB',
});
