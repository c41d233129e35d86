import type { AlertingObject } from './alertingObject';
import { Groups } from './groups';
import type { Web } from './web';

/**
 * The parts of an incident that are not connected with the part its sick object is in.
 * What the topology does not know is not known to be separate, and stays.
 */
export function separateParts(objects: AlertingObject[], service: string | undefined, web: Web): AlertingObject[][] {
  if (objects.length < 2) return [];
  const among = new Set(objects);
  const groups = new Groups<AlertingObject>();
  for (const object of objects) {
    groups.add(object);
    for (const other of web.dependenciesOf(object)) if (among.has(other)) groups.join(object, other);
  }
  const isKnown = (part: AlertingObject[]) => part.every(object => web.knows(object));
  const parts = groups.all();
  const own = parts.find(part => part.some(object => object.name === service));
  if (own === undefined || !isKnown(own)) return [];
  return parts.filter(part => part !== own && isKnown(part));
}
