import { config } from '@grafana/runtime';
import { t } from '@grafana/i18n';
import { useCallback } from 'react';
import { plain } from '../plain';
import { autocuraClient } from './autocuraClient';
import { type ProxyRoute, rightFor } from './proxyRoute';
import { usePolled } from './usePolled';

/** Permissions of the backend that buttons need, each with the route that what they do goes through. */
export const routeOf = {
  'autocura.action.approve': 'approver',
  'autocura.brake.pull': 'responder',
  'autocura.brake.release': 'approver',
  'autocura.incident.feedback': 'responder',
  'autocura.notice.acknowledge': 'responder',
  'autocura.problem.acknowledge': 'responder',
  'autocura.replay.run': 'viewer',
  'autocura.silence.make': 'responder',
} as const satisfies Record<string, ProxyRoute>;

export type Permission = keyof typeof routeOf;

/** Rights seldom change, and the backend judges each request again. */
const everyMs = 60_000;
const load = () => autocuraClient().rights();

/**
 * Says why one may not do what needs a permission, whoever withholds it: Grafana, whose proxy would let nothing
 * through, or the backend. Undefined where one may, or where it is not known yet.
 */
export function useRights(): (permission: Permission) => string | undefined {
  const [rights] = usePolled(load, everyMs);
  return useCallback(
    permission => {
      const right = rightFor[routeOf[permission]];
      if (withheld(right))
        return t('rights.withheld', 'Grafana does not let you do this: it takes the right {{right}}.', {
          ...plain,
          right,
        });
      if (rights.state !== 'known' || rights.value.permissions.includes(permission)) return undefined;
      return t('rights.missing', 'You may look, but this takes the permission {{permission}}.', {
        ...plain,
        permission,
      });
    },
    [rights],
  );
}

/** Grafana tells the rights of who is signed in. One that says nothing of reading, which brought them here, tells none of ours. */
function withheld(right: string): boolean {
  const told = config.bootData?.user?.permissions ?? {};
  return told[rightFor.viewer] === true && told[right] !== true;
}
