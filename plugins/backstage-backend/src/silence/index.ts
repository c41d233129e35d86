import type { LoggerService } from '@backstage/backend-plugin-api';
import { keptFile } from '../files/keptFile';
import { alertmanagerDoor, grafanaDoor, type Targets } from '../outbound';
import type { Settings } from '../settings';
import type { Store } from '../store';
import { silencesAt } from './alertmanager';
import { SilenceKeeper } from './keeper';
import { silencesOf } from './silences';
import { parseWindows } from './windows';

export { grafanaTimings } from './grafanaTimings';
export { exactly } from './plan';
export type { Silences } from './silences';

export interface SilencingOptions extends Pick<Settings, 'alertmanagers' | 'grafana' | 'maintenance'> {
  store: Store;
  targets: Targets;
  logger: LoggerService;
  now(): Date;
}

/** Silences and maintenance windows, and who keeps them in step with every Alertmanager there is. */
export function silencing({ alertmanagers, grafana, maintenance, targets, ...rest }: SilencingOptions) {
  const { store, logger, now } = rest;
  const windows = maintenance
    ? keptFile({
        path: maintenance,
        what: 'The list of maintenance windows',
        parse: parseWindows,
        warn: message => logger.warn(message),
      })
    : async () => undefined;
  const silences = silencesOf({ store, windows, now });
  const { url, token } = grafana ?? {};
  const places = [
    ...alertmanagers.map(one => ({
      ...{ base: `${bare(one.url)}/api/v2`, token: one.token },
      target: targets.of(alertmanagerDoor(one.url)),
    })),
    ...(url ? [{ base: `${bare(url)}/api/alertmanager/grafana/api/v2`, token, target: targets.of(grafanaDoor) }] : []),
  ].map(({ token: borne, ...place }) => silencesAt({ ...place, now, ...(borne !== undefined && { token: borne }) }));
  return { silences, keeper: new SilenceKeeper({ store, silences, places, logger, now }) };
}

const bare = (url: string) => url.replace(/\/+$/, '');
