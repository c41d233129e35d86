import type { AlertingObject } from './alertingObject';
import type { Web } from './web';

/** "ErrorRatio on catalogue; cart and gateway alert too" */
export function titleOf(service: string, alerts: { name: string; service: string }[]): string {
  const names = distinct(alerts.filter(alert => alert.service === service).map(alert => alert.name));
  const others = distinct(alerts.map(alert => alert.service)).filter(other => other !== service);
  const what = `${listed(names, 2)} on ${service}`;
  return others.length === 0 ? what : `${what}; ${listed(others, 2)} ${others.length === 1 ? 'alerts' : 'alert'} too`;
}

/** How an object is connected with one of the others: along what they depend on, the nearest first. */
export function connection(object: AlertingObject, others: AlertingObject[], web: Web): string | undefined {
  const paths = others
    .flatMap(other => [web.path(object, other), web.path(other, object)])
    .filter(path => path !== undefined)
    .sort((a, b) => a.length - b.length || (a.join() < b.join() ? -1 : 1));
  const [path] = paths;
  if (path === undefined) return undefined;
  const [from, to] = [path[0], path.at(-1)];
  return `${from} depends on ${to}${path.length > 2 ? ` (${path.join(' → ')})` : ''}`;
}

export function listed(names: string[], most: number): string {
  const shown = names.length > most + 1 ? [...names.slice(0, most), `${names.length - most} others`] : names;
  return shown.length < 2 ? shown.join('') : `${shown.slice(0, -1).join(', ')} and ${shown.at(-1)}`;
}

const distinct = (names: string[]) => [...new Set(names)].sort();
