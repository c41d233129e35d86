import type { HttpAuthService, PermissionsRegistryService, PermissionsService } from '@backstage/backend-plugin-api';
import { isResourcePermission } from '@backstage/plugin-permission-common';
import { type Access, backstageAccess } from '../access/access';
import { bearers } from '../access/bearer';
import { catalogUser, userOf } from '../access/catalogUser';
import type { GrafanaPeople } from '../access/grafanaPeople';
import { grafanaTokens } from '../access/grafanaToken';
import { issuerTokens } from '../access/issuerTokens';
import { type Looks, looks } from '../access/looks';
import { permissions } from '../access/permissions';
import { refusalRecord } from '../access/refusals';
import { personInFile } from '../access/roleFile';
import { isOneService, serviceResource, serviceRules } from '../access/serviceResource';
import { type SecondFactors, secondFactors } from '../access/secondFactor';
import { type ServiceTokens, serviceTokens } from '../access/serviceTokens';
import { type StepUp, stepUp } from '../access/stepUp';
import { userTenants } from '../access/userTenants';
import type { Guard } from '../outbound';
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

export interface Entered {
  access: Access;
  serviceTokens: ServiceTokens;
  factors: SecondFactors;
  stepUp: StepUp;
  looked: Looks;
}

/** Who is asking, and what they may. */
export function entering({
  settings,
  store,
  logger,
  now,
  catalog,
  auth,
  seen,
  outside,
  ...host
}: EnteringOptions): Entered {
  registerRights(host.permissionsRegistry, seen.catalog);
  const refused = refusalRecord({ store, now, warn: message => logger.warn(message) });
  const byEmail = (email: string) => catalogUser(catalog, auth, email);
  const { identity, grafana } = settings;
  const tokens = serviceTokens({ store, now });
  const bearer = bearers({
    ...(identity.issuers.length > 0 && {
      issuers: issuerTokens({ issuers: identity.issuers, catalogUser: byEmail, agent: outside.agent }),
    }),
    ...(identity.serviceTokens && { serviceTokens: tokens }),
    refused,
  });
  const access = backstageAccess(
    host.httpAuth,
    host.permissionsApi,
    { ...grafanaIdentity(settings, outside), catalogUser: byEmail, refused },
    {
      catalog: seen.catalog,
      rules: host.permissionsRegistry.getPermissionRuleset(serviceResource),
      ownersOnly: grafana?.identity?.ownersOnly ?? [],
      ...(identity.userTenants && { tenantOf: userTenants({ user: ref => userOf(catalog, auth, ref), now }) }),
      now,
    },
    takesBearers(identity) && { bearer, refused },
  );
  const factors = secondFactors({ store, now, askedFor: identity.stepUp.for });
  return {
    ...{ access, serviceTokens: tokens, factors },
    stepUp: stepUp({ factors, settings: identity.stepUp, now }),
    looked: looks({ store, catalog: seen.catalog, now }),
  };
}

/** Whether tokens count that Backstage does not know. */
export const takesBearers = ({ issuers, serviceTokens }: Settings['identity']) => issuers.length > 0 || serviceTokens;

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
      return names.map(service =>
        isOneService(service) ? { service, entities: services.get(service) ?? [] } : undefined,
      );
    },
  });
}

function grafanaIdentity({ grafana }: Settings, outside: Guard): Pick<GrafanaPeople, 'verify' | 'inFile' | 'tenants'> {
  const { roles, tenant, tenantRequired = false, ownersOnly: _, ...tokens } = grafana?.identity ?? {};
  return {
    ...('issuer' in tokens && { verify: grafanaTokens({ ...tokens, agent: outside.agent(tokens.keys) }) }),
    inFile: async user => (roles === undefined ? { tenants: [] } : personInFile(roles, user)),
    tenants: { everybody: tenant, required: tenantRequired },
  };
}
