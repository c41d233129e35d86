import { z } from 'zod';
import { action } from '../action';
import { name } from '../bounds';

/** So that Flux neither upgrades nor repairs a Helm release. */
export const suspendHelmRelease = action({
  id: 'suspend-helm-release',
  params: z.strictObject({ helmRelease: name, suspended: z.boolean() }),
  describe: ({ helmRelease, suspended }) =>
    suspended
      ? `Stop Flux from reconciling Helm release ${helmRelease}`
      : `Let Flux reconcile Helm release ${helmRelease} again`,
  reversible: 'reversible',
});
