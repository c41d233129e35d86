import { z } from 'zod';
import { action } from '../action';
import { name } from '../bounds';

/**
 * For a release that Argo CD brought: what it owns goes back through it. Without a number, to what was deployed before
 * what is there at the moment of acting.
 */
export const rollBackApplication = action({
  id: 'roll-back-application',
  params: z
    .strictObject({ application: name, deployment: z.number().int().min(0).optional() })
    .transform(({ application, deployment }) => ({ application, ...(deployment !== undefined && { deployment }) })),
  describe: ({ application, deployment }) =>
    deployment === undefined
      ? `Roll application ${application} back to the deployment before`
      : `Roll application ${application} back to deployment ${deployment}`,
  reversible: 'reversible',
});
