import type { AlertingObject } from './alertingObject';
import type { Draft } from './draft';
import type { Web } from './web';
import { connection } from './words';

/** Why an alert is one of those that open an incident. */
export function whyItOpens(
  object: AlertingObject,
  root: AlertingObject,
  fresh: { object: AlertingObject }[],
  web: Web,
): string {
  if (object.kind === 'unnamed') return 'It names no object that could be sick, so it stands alone';
  const others = [...new Set(fresh.map(alert => alert.object))].filter(other => other !== object);
  if (object !== root) {
    return `${connection(object, [root], web) ?? connection(object, others, web)}, and both alert: one outage`;
  }
  const alone = `It fires on ${object.name}, and no open incident is about that or of the same outage`;
  return others.length === 0 ? alone : `${alone}; of what alerts together it is nearest the cause`;
}

/** Why an alert goes to an incident that exists. */
export function whyItJoins(
  object: AlertingObject,
  holder: Draft | undefined,
  others: () => AlertingObject[],
  web: Web,
): string {
  if (holder?.ended) return `It fires on ${object.name} again, soon after this incident about it ended`;
  if (holder) return `It fires on ${object.name}, which is part of this incident already`;
  return `${connection(object, others(), web) ?? `${object.name} is connected with it through others`}, and both alert: one outage`;
}

/** Why two incidents are one. */
export function whyOneOutage(some: AlertingObject[], others: AlertingObject[], web: Web): string {
  const both = some.find(object => others.includes(object));
  if (both) return `Both are about ${both.name}: one outage`;
  const how = some.map(object => connection(object, others, web)).find(found => found !== undefined);
  return `${how ?? 'They are connected through others that alert'}, and both alert: one outage`;
}
