import { t } from '@grafana/i18n';
import { useCallback } from 'react';
import { autocuraClient } from './autocuraClient';
import { usePolled } from './usePolled';
import { plain } from '../plain';

export type Permission =
  | 'autocura.action.approve'
  | 'autocura.brake.pull'
  | 'autocura.brake.release'
  | 'autocura.incident.feedback'
  | 'autocura.problem.acknowledge'
  | 'autocura.replay.run';

/** Rights seldom change, and the backend judges each request again. */
const everyMs = 60_000;
const load = () => autocuraClient().rights();

/** Says why one may not do what needs a permission; undefined where one may, or where it is not known yet. */
export function useRights(): (permission: Permission) => string | undefined {
  const [rights] = usePolled(load, everyMs);
  return useCallback(
    permission => {
      if (rights.state !== 'known' || rights.value.permissions.includes(permission)) return undefined;
      return t('rights.missing', 'You may look, but this takes the permission {{permission}}.', {
        ...plain,
        permission,
      });
    },
    [rights],
  );
}
