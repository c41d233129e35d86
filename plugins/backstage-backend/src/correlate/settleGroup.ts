import type { AlertingObject } from './alertingObject';
import type { PendingAlert } from './decision';
import type { Draft } from './draft';
import { remember } from './draft';
import { deepest, rootOf } from './rootOf';
import { separateParts } from './separateParts';
import type { Web } from './web';
import { whyItJoins, whyItOpens, whyOneOutage } from './why';

export type FreshAlert = PendingAlert & { object: AlertingObject };

/** One outage, as far as is known: what is connected in time and topology. */
export interface Group {
  drafts: Draft[];
  objects: AlertingObject[];
  /** Alerts without an incident. */
  fresh: FreshAlert[];
}

export interface Surroundings {
  web: Web;
  /** Then a missing connection proves nothing. */
  mayBeIncomplete: boolean;
  objectOf(key: string): AlertingObject;
  open(): Draft;
}

/** Decides what joins, what merges, which object is nearest the cause and what leaves. Gives the new drafts. */
export function settleGroup(group: Group, around: Surroundings): Draft[] {
  const root = rootOf(group.objects, around.web);
  const [first, ...others] = nearestFirst(group.drafts, root, around);
  if (first === undefined) return [opening(group.fresh, root, around)];

  const waits = others.length > 0 && group.drafts.some(draft => draft.busy);
  const before = objectsOf(first, around);
  bringIn(group.fresh, [first, ...others], waits, around);
  const losers = waits ? [] : others.filter(other => !other.isApartFrom(first));
  losers.forEach(loser => first.absorb(loser, whyOneOutage(objectsOf(loser, around), before, around.web)));
  const left = waits ? [] : leaving(first, around);
  if (!first.busy) rootAgain(first, around);
  return left;
}

function opening(fresh: FreshAlert[], root: AlertingObject, around: Surroundings): Draft {
  const draft = around.open();
  const why = remembered((object: AlertingObject) => whyItOpens(object, root, fresh, around.web));
  fresh.forEach(alert => draft.join(remember(alert, alert.object.name, why(alert.object))));
  draft.root(root.name, '');
  return draft;
}

/** An object's own incident is where its alert belongs, unless that is about to go on in the first. */
function bringIn(fresh: FreshAlert[], drafts: Draft[], waits: boolean, around: Surroundings) {
  const [first] = drafts;
  const held = new Map(drafts.map(draft => [draft, new Set(objectsOf(draft, around))]));
  const holderOf = (object: AlertingObject) => drafts.find(draft => held.get(draft)?.has(object));
  const why = remembered((object: AlertingObject) =>
    whyItJoins(object, holderOf(object), () => objectsOf(first!, around), around.web),
  );
  // What an incident is about comes first: it is what reopens it.
  const ordered = [
    ...fresh.filter(({ object }) => holderOf(object)),
    ...fresh.filter(({ object }) => !holderOf(object)),
  ];
  for (const alert of ordered) {
    const holder = holderOf(alert.object);
    const to = holder && (waits || holder.ended || holder.isApartFrom(first!)) ? holder : first!;
    to.join(remember(alert, alert.object.name, why(alert.object)));
  }
}

/** The sick object stays as it is while it can be the cause. */
function rootAgain(draft: Draft, around: Surroundings) {
  const objects = objectsOf(draft, around);
  if (deepest(objects, around.web).some(object => object.name === draft.name)) return;
  const root = rootOf(objects, around.web);
  draft.root(root.name, `${root.name} alerts too, and it depends on no other that alerts: it is nearer the cause`);
}

function leaving(draft: Draft, around: Surroundings): Draft[] {
  if (around.mayBeIncomplete || !draft.maySplit) return [];
  const parts = separateParts(objectsOf(draft, around), draft.name, around.web);
  return parts.flatMap(part => {
    const alerts = [...draft.alerts.values()].filter(({ key }) => part.includes(around.objectOf(key)));
    if (!alerts.some(alert => alert.status === 'firing')) return [];
    const own = around.open();
    const root = rootOf(part, around.web).name;
    draft.split(own, alerts, `${root} and ${draft.name} proved separate: neither depends on the other`);
    own.root(root, '');
    return [own];
  });
}

/** The incident that holds the root, or from which it is reached in the fewest steps; of equals the oldest. */
function nearestFirst(drafts: Draft[], root: AlertingObject, around: Surroundings): Draft[] {
  if (drafts.length < 2) return drafts;
  const far = new Map(
    drafts.map(draft => {
      const steps = objectsOf(draft, around).map(object =>
        object === root ? 0 : (around.web.path(object, root)?.length ?? Infinity),
      );
      return [draft, Math.min(...steps)];
    }),
  );
  const age = (draft: Draft) => `${draft.incident?.openedAt} ${draft.id}`;
  return [...drafts].sort((a, b) => {
    const [stepsA, stepsB] = [far.get(a)!, far.get(b)!];
    return stepsA === stepsB ? (age(a) < age(b) ? -1 : 1) : stepsA - stepsB;
  });
}

const objectsOf = (draft: Draft, { objectOf }: Surroundings) => [...new Set(draft.keys.map(key => objectOf(key)))];

function remembered<K, V>(find: (key: K) => V): (key: K) => V {
  const known = new Map<K, V>();
  return key => {
    const value = known.get(key) ?? find(key);
    known.set(key, value);
    return value;
  };
}
