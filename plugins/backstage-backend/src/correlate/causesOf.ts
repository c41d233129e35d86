import type { AlertingObject } from './alertingObject';
import type { Web } from './web';

/** Trouble that passes through what does not alert passes through little, and begins soon after; else it is another. */
const mostBetween = 1;
const soonMs = 60_000;
/** Rules wait before they alert, each its own time: by so much the cause may be told after what it does. */
const lateMs = 120_000;
/** What begins together may have a cause that does not alert. */
const togetherMs = 20_000;

export interface Known {
  web: Web;
  /** How far apart in time alerts of one outage begin at the most, in milliseconds. */
  withinMs: number;
  /** Whether it is what the object's incident blames already. */
  isBlamed(object: AlertingObject, other: AlertingObject): boolean;
}

/**
 * Of what the object depends on and what alerts too, what is one outage with it. Who had a cause when it began needs
 * no second one: another dependency of it that begins apart from that cause is an outage of its own.
 */
export function causesOf(object: AlertingObject, known: Known): AlertingObject[] {
  const { web, withinMs } = known;
  const near = [...web.dependenciesOf(object)].filter(other => isNear(object, other, known));
  const named = new Set(near.map(({ name }) => name));
  const hasBetween = (other: AlertingObject) =>
    (web.path(object, other) ?? []).slice(1, -1).some(one => named.has(one));
  // What is sick in between has causes of its own, and brings them along.
  const next = near.filter(other => !hasBetween(other));
  const [cause] = next.filter(other => other.began <= object.began).sort((a, b) => b.began - a.began || byId(a, b));
  if (cause === undefined) return next;
  const together = Math.min(togetherMs, withinMs);
  const isOneWith = (other: AlertingObject) =>
    web.dependenciesOf(cause).has(other) ||
    web.dependenciesOf(other).has(cause) ||
    Math.abs(other.began - cause.began) <= together;
  return next.filter(
    other => other === cause || other.kind === 'node' || isOneWith(other) || known.isBlamed(object, other),
  );
}

function isNear(object: AlertingObject, other: AlertingObject, { web, withinMs, isBlamed }: Known): boolean {
  const between = web.between(object, other);
  const late = other.began - object.began;
  if (between > 0) return between <= mostBetween && Math.abs(late) <= Math.min(soonMs, withinMs);
  // Nodes are told late by their rules, and whoever runs on one is hurt by it.
  const mayBeLate = other.kind === 'node' || isBlamed(object, other);
  return (mayBeLate || late <= Math.min(lateMs, withinMs)) && closest(object.starts, other.starts) <= withinMs;
}

const byId = (a: AlertingObject, b: AlertingObject) => (a.id < b.id ? -1 : 1);

/** Shortest time between the two, both ascending, in milliseconds. */
function closest(some: AlertingObject['starts'], others: AlertingObject['starts']): number {
  let [i, j, least] = [0, 0, Infinity];
  while (i < some.length && j < others.length) {
    const apart = some[i]! - others[j]!;
    least = Math.min(least, Math.abs(apart));
    if (apart <= 0) i++;
    else j++;
  }
  return least;
}
