import { createBackendModule } from '@backstage/backend-plugin-api';
import { scaffolderActionsExtensionPoint } from '@backstage/plugin-scaffolder-node';
import { createPolicy } from './createPolicy';

/** `autocura:policy:create` for the templates of Backstage. */
export const policyTemplates = createBackendModule({
  pluginId: 'scaffolder',
  moduleId: 'autocura-policy',
  register(env) {
    env.registerInit({
      deps: { scaffolder: scaffolderActionsExtensionPoint },
      init: async ({ scaffolder }) => scaffolder.addActions(createPolicy()),
    });
  },
});
