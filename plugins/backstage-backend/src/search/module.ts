import { AutocuraClient } from '@autocura/common';
import {
  coreServices,
  createBackendModule,
  readSchedulerServiceTaskScheduleDefinitionFromConfig,
} from '@backstage/backend-plugin-api';
import { searchIndexRegistryExtensionPoint } from '@backstage/plugin-search-backend-node/alpha';
import { incidentCollator } from './incidentCollator';

const everyTenMinutes = { frequency: { minutes: 10 }, timeout: { minutes: 15 }, initialDelay: { seconds: 3 } };

/** Incidents in the search of Backstage. Who searches finds those that they may read. */
export const incidentSearch = createBackendModule({
  pluginId: 'search',
  moduleId: 'autocura-incidents',
  register(env) {
    env.registerInit({
      deps: {
        auth: coreServices.auth,
        config: coreServices.rootConfig,
        discovery: coreServices.discovery,
        registry: searchIndexRegistryExtensionPoint,
        scheduler: coreServices.scheduler,
      },
      async init({ auth, config, discovery, registry, scheduler }) {
        const told = config.getOptionalConfig('search.collators.autocura.schedule');
        const client = new AutocuraClient(async (path, init) => {
          const onBehalfOf = await auth.getOwnServiceCredentials();
          const { token } = await auth.getPluginRequestToken({ onBehalfOf, targetPluginId: 'autocura' });
          const headers = { ...init?.headers, authorization: `Bearer ${token}` };
          return fetch(`${await discovery.getBaseUrl('autocura')}${path}`, { ...init, headers });
        });
        registry.addCollator({
          schedule: scheduler.createScheduledTaskRunner(
            told ? readSchedulerServiceTaskScheduleDefinitionFromConfig(told) : everyTenMinutes,
          ),
          factory: incidentCollator(client),
        });
      },
    });
  },
});
