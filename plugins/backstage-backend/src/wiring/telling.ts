import type { AuthService, DiscoveryService } from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import { userOf } from '../access/catalogUser';
import type { PermissionName } from '../access/permissions';
import { scopeElsewhere } from '../access/scopeElsewhere';
import { isIrreversible } from '@autocura/common';
import { changeIncident } from '../changeIncident';
import { approve } from '../decisions';
import { notifying } from '../notify';
import { changedBy } from '../plan';
import { coversStep } from '../store/scope';
import type { Foundation } from './foundation';
import type { Healing } from './healing';
import { partsOf } from './part';
import type { Seen } from './seeing';

export interface TellingOptions extends Foundation {
  discovery: DiscoveryService;
  /** Where people find Backstage. */
  appUrl: string;
  seen: Seen;
  healed: Healing;
}

export type Telling = ReturnType<typeof telling>;

/** Who is told what, and what they answer from where they are told. */
export function telling({ settings, store, logger, now, catalog, auth, targets, outside, ...rest }: TellingOptions) {
  const { discovery, appUrl, seen, healed } = rest;
  const { stepUp } = settings.identity;
  const ownersOnly = settings.grafana?.identity?.ownersOnly ?? [];
  const user = (ref: string) => userOf(catalog, auth, ref);
  const scopeOf = (actor: string, permission: PermissionName) =>
    scopeElsewhere({ catalog: seen.catalog, user, ownersOnly, now }, actor, permission);
  const { notices, pager, slack } = notifying({
    ...{ store, targets, logger, now, silenced: healed.silenced },
    ...{ channels: settings.notify.channels, escalation: settings.notify.escalation },
    incidentUrl: settings.notify.incidentUrl ?? `${appUrl}/autocura/incidents/{id}`,
    host: { now, fetch: outside.fetch, notifications: () => notificationsOf(discovery, auth) },
    entityOf: async service => (await seen.catalog()).services.get(service)?.[0].entity,
    scopeOf,
    approve: async (id, digest, actor) => {
      const scope = await scopeOf(actor, 'autocura.action.approve');
      return changeIncident({ store, wake: healed.wake }, id, actor, incident => {
        if ('plan' in incident && !coversStep(scope, incident.plan.step))
          throw new NotAllowedError(`That is not granted to you for ${changedBy(incident.plan.step)}`);
        if ('plan' in incident && isIrreversible(incident.plan) && stepUp.for.includes('irreversible'))
          throw new NotAllowedError('That cannot be taken back and needs a second factor; approve it on its page');
        return approve(incident, digest, actor, now());
      });
    },
  });
  return { notices, slack, parts: partsOf('healer', pager) };
}

async function notificationsOf(discovery: DiscoveryService, auth: AuthService) {
  const onBehalfOf = await auth.getOwnServiceCredentials();
  const { token } = await auth.getPluginRequestToken({ onBehalfOf, targetPluginId: 'notifications' });
  return { url: await discovery.getBaseUrl('notifications'), token };
}
