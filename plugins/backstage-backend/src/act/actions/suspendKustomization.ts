import { z } from 'zod';
import { action } from '../action';
import { name } from '../bounds';

/** So that Flux does not take back what is done by hand, or goes on with a release that does harm. */
export const suspendKustomization = action({
  id: 'suspend-kustomization',
  params: z.strictObject({ kustomization: name, suspended: z.boolean() }),
  describe: ({ kustomization, suspended }) =>
    suspended
      ? `Stop Flux from reconciling kustomization ${kustomization}`
      : `Let Flux reconcile kustomization ${kustomization} again`,
  reversible: 'reversible',
});
