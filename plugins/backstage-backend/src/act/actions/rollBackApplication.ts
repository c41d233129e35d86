import { z } from 'zod';
import { action } from '../action';
import { name } from '../bounds';

/** For a release that Argo CD brought: what it owns goes back through it. */
export const rollBackApplication = action({
  id: 'roll-back-application',
  params: z.strictObject({ application: name, deployment: z.number().int().min(0) }),
  describe: ({ application, deployment }) => `Roll application ${application} back to deployment ${deployment}`,
  reversible: 'reversible',
});
