import type { AlertingObject } from './alertingObject';
import type { Web } from './web';

/** Those that depend on no other alerting one, except on such as depend on them too: the nearest to the cause. */
export function deepest(objects: AlertingObject[], web: Web): AlertingObject[] {
  const among = new Set(objects);
  return objects.filter(object =>
    [...web.dependenciesOf(object)].every(one => !among.has(one) || web.dependenciesOf(one).has(object)),
  );
}

/** The object nearest the cause. Of several, the one most others depend on, then the one that alerted first. */
export function rootOf(objects: AlertingObject[], web: Web): AlertingObject {
  const weight = new Map<AlertingObject, number>();
  for (const object of objects) {
    for (const one of web.dependenciesOf(object)) weight.set(one, (weight.get(one) ?? 0) + 1);
  }
  const [root] = deepest(objects, web).sort(
    (a, b) =>
      (weight.get(b) ?? 0) - (weight.get(a) ?? 0) || (a.starts[0] ?? 0) - (b.starts[0] ?? 0) || (a.id < b.id ? -1 : 1),
  );
  if (root === undefined) throw new Error('An incident without alerts has no root');
  return root;
}
