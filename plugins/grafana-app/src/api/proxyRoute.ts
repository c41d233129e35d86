import { pluginId } from '../pluginId';

/** Each has a token of its own in plugin.json, so that what one may ask for cannot be asked for through another. */
export type ProxyRoute = 'viewer' | 'responder' | 'approver';

/** The right that Grafana asks for on each route, as plugin.json says. */
export const rightFor: Record<ProxyRoute, string> = {
  viewer: `${pluginId}.incidents:read`,
  responder: `${pluginId}.incidents:respond`,
  approver: `${pluginId}.actions:approve`,
};

/** What whoever may look may ask for, one's own second factor included. */
const reading = /^\/v1\/(replays|thresholds\/preview|me\/second-factor(\/confirmation)?)$/;
const deciding =
  /^\/v1\/(incidents\/[^/]+\/(approval|rejection|run|undo)|sizings\/[^/]+\/(acceptance|refusal)|brake\/release)$/;

/** The route of the app's proxy that a request of the API goes through. `path` is like `/v1/incidents?limit=5`. */
export function proxyRoute(method: string, path: string): ProxyRoute {
  const [pathname = ''] = path.split('?');
  if (method === 'GET' || reading.test(pathname)) return 'viewer';
  return deciding.test(pathname) ? 'approver' : 'responder';
}
