import { hasEnded, type Incident } from '@autocura/common';

type Labels = Record<string, string>;

/** Labels of the same alert: what both have is the same, its name at least. Senders add and drop some on the way. */
export function sameAlert(one: Labels, other: Labels): boolean {
  const shared = Object.keys(one).filter(name => name in other);
  return shared.includes('alertname') && shared.every(name => one[name] === other[name]);
}

/** The incident of an alert: an open one before one that has ended, then the newest. */
export function incidentOf(labels: Labels, incidents: Incident[]): Incident | undefined {
  return incidents
    .filter(({ alerts, mergedInto }) => !mergedInto && alerts.some(alert => sameAlert(alert.labels, labels)))
    .sort((a, b) => Number(hasEnded(a)) - Number(hasEnded(b)) || Date.parse(b.openedAt) - Date.parse(a.openedAt))[0];
}

/** The services that queries name as a whole word. A name within another is not meant. */
export function servicesIn(queries: string[], services: string[]): string[] {
  const words = new Set(queries.flatMap(query => query.split(/[^\w.-]+/)));
  return services.filter(service => words.has(service));
}
