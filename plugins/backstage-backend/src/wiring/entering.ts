import type { HttpAuthService, PermissionsRegistryService, PermissionsService } from '@backstage/backend-plugin-api';
import { isResourcePermission } from '@backstage/plugin-permission-common';
import { type Access, backstageAccess } from '../access/access';
import { catalogUser } from '../access/catalogUser';
import type { GrafanaPeople } from '../access/grafanaPeople';
import { grafanaTokens } from '../access/grafanaToken';
import { permissions } from '../access/permissions';
import { refusalRecord } from '../access/refusals';
import { roleInFile } from '../access/roleFile';
import { serviceResource, serviceRules } from '../access/serviceResource';
import type { Settings } from '../settings';
import type { CatalogSource } from '../sources/catalog/catalogSource';
import type { Foundation } from './foundation';
import type { Seen } from './seeing';

export interface EnteringOptions extends Foundation {
  httpAuth: HttpAuthService;
  permissionsApi: PermissionsService;
  permissionsRegistry: PermissionsRegistryService;
  seen: Seen;
}

/** Who is asking, and what they may. */
export function entering({ settings, store, logger, now, catalog, auth, seen, ...host }: EnteringOptions): Access {
  registerRights(host.permissionsRegistry, seen.catalog);
  return backstageAccess(
    host.httpAuth,
    host.permissionsApi,
    {
      ...grafanaIdentity(settings),
      catalogUser: email => catalogUser(catalog, auth, email),
      refused: refusalRecord({ store, now, warn: message => logger.warn(message) }),
    },
    {
      catalog: seen.catalog,
      rules: host.permissionsRegistry.getPermissionRuleset(serviceResource),
      ownersOnly: settings.grafana?.identity?.ownersOnly ?? [],
      now,
    },
  );
}

/** Tells Backstage what one can be allowed to do, and on which conditions. */
function registerRights(registry: PermissionsRegistryService, catalog: CatalogSource) {
  const all = Object.values(permissions);
  registry.addPermissions(all.filter(one => !isResourcePermission(one)));
  registry.addResourceType({
    resourceRef: serviceResource,
    permissions: all.filter(one => isResourcePermission(one)),
    rules: Object.values(serviceRules),
    getResources: async names => {
      const { services } = await catalog();
      return names.map(service => ({ service, entities: services.get(service) ?? [] }));
    },
  });
}

function grafanaIdentity({ grafana }: Settings): Pick<GrafanaPeople, 'verify' | 'roleInFile'> {
  const { roles, ownersOnly: _, ...tokens } = grafana?.identity ?? {};
  return {
    ...('issuer' in tokens && { verify: grafanaTokens(tokens) }),
    roleInFile: async user => (roles === undefined ? undefined : roleInFile(roles, user)),
  };
}
