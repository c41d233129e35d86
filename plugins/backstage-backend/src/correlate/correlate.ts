import { hasEnded } from '@autocura/common';
import type { Incident } from '@autocura/common';
import type { AlertingObject } from './alertingObject';
import { alertingObjects, identifier, speakersOf } from './alertingObject';
import { causesOf } from './causesOf';
import type { CorrelateInput, Decision, PendingAlert } from './decision';
import { Draft } from './draft';
import { Groups } from './groups';
import { settleGroup } from './settleGroup';
import type { FreshAlert } from './settleGroup';
import { opensIncident } from './severity';
import { webOf } from './web';

/** From here on others may want their turn. */
const many = 100;

/**
 * Brings alerts together into incidents, by the sick object they speak of and by who depends on whom.
 * With what it decided applied, it decides nothing more. The order of what it is given does not matter.
 */
export function correlate(input: CorrelateInput): Decision[] {
  const work = correlating(input);
  for (;;) {
    const part = work.next();
    if (part.done) return part.value;
  }
}

/** The same in parts, for who has others to serve between them: with thousands of alerts it is long work. */
export function* correlating(input: CorrelateInput): Generator<undefined, Decision[]> {
  const { topology, settings, now, newId } = input;
  const [open, closed] = [input.open.filter(one => !hasEnded(one)), input.recentlyClosed.filter(hasEnded)];
  const dueAt = new Date(now.getTime() + settings.settleMs).toISOString();
  const drafts = new Map([...open, ...closed].map(incident => [incident.id, new Draft(incident.id, incident, dueAt)]));
  yield;

  const fresh = tellWhatChanged(input.pending, drafts, open);
  const speaking = fresh.map(({ key, alert }) => ({ key, ...alert }));
  const identify = identifier([...open, ...closed].flatMap(speakersOf).concat(speaking));
  yield;
  const idsOf = (incident: Incident) => new Set(speakersOf(incident).map(alert => identify(alert).id));

  const rootIdsOf = (incident: Incident) => {
    const own = incident.alerts.filter(({ service }) => service === incident.service);
    return new Set((own.length > 0 ? own : speakersOf(incident)).map(alert => identify(alert).id));
  };

  const held = new Set<string>();
  for (const incident of open) {
    for (const id of idsOf(incident)) held.add(id);
    if (incident.alerts.length > many) yield;
  }
  const homeless = new Map<string, number>();
  for (const alert of speaking) {
    const { id } = identify(alert);
    const start = Date.parse(alert.startsAt);
    if (!held.has(id)) homeless.set(id, Math.min(start, homeless.get(id) ?? start));
  }
  const reopening = returning(closed, homeless, rootIdsOf, settings.reopenWithinMs);
  yield;

  const living = [...open, ...reopening];
  const objects = alertingObjects(living.flatMap(speakersOf).concat(speaking), identify);
  yield;
  const distinct = [...new Set(objects.values())];
  const web = webOf(distinct, topology);

  const groups = new Groups<string>();
  const draftOf = new Map(living.map(({ id }) => [`incident ${id}`, drafts.get(id)!]));
  const blamed = new Map<string, string>();
  for (const incident of living) {
    const blame = blamedBy(incident);
    for (const id of new Set(speakersOf(incident).map(({ key }) => objects.get(key)!.id))) {
      groups.join(`incident ${incident.id}`, id);
      if (blame !== undefined) blamed.set(id, blame);
    }
  }
  yield;
  const known = {
    web,
    withinMs: settings.mergeWithinMs,
    isBlamed: ({ id }: AlertingObject, { name }: AlertingObject) => blamed.get(id) === name,
  };
  for (const object of distinct) {
    groups.add(object.id);
    for (const cause of causesOf(object, known)) groups.join(object.id, cause.id);
  }
  yield;

  const freshOf = new Map<string, FreshAlert[]>();
  for (const pending of fresh) {
    const object = objects.get(pending.key)!;
    const others = freshOf.get(object.id);
    if (others) others.push({ ...pending, object });
    else freshOf.set(object.id, [{ ...pending, object }]);
  }
  const byId = new Map(distinct.map(object => [object.id, object]));
  const around = {
    web,
    mayBeIncomplete: topology.unavailable !== undefined,
    objectOf: (key: string) => objects.get(key)!,
    open: () => new Draft(newId(), undefined, dueAt),
  };
  const opened: Draft[] = [];
  for (const members of groups.all()) {
    const group = {
      drafts: members.map(id => draftOf.get(id)).filter(draft => draft !== undefined),
      objects: members.map(id => byId.get(id)).filter(object => object !== undefined),
      fresh: members.flatMap(id => freshOf.get(id) ?? []),
    };
    opened.push(...settleGroup(group, around));
    if (group.fresh.length > many) yield;
  }
  return [...drafts.values(), ...opened].map(draft => draft.decision()).filter(decision => decision !== undefined);
}

/** Passes on what incidents do not know of their alerts yet; gives the alerts that need one. */
function tellWhatChanged(pending: PendingAlert[], drafts: Map<string, Draft>, open: Incident[]): PendingAlert[] {
  const owner = new Map(open.flatMap(({ id, alerts }) => alerts.map(({ key }) => [key, id] as const)));
  const fresh = new Map<string, PendingAlert>();
  for (const one of pending) {
    const id = owner.get(one.key) ?? one.incidentId;
    if (id !== undefined) lastOf(id, drafts)?.change(one);
    else if (one.alert.status === 'firing' && opensIncident(one.alert)) fresh.set(one.key, one);
  }
  return [...fresh.values()].sort(
    (a, b) => Date.parse(a.alert.startsAt) - Date.parse(b.alert.startsAt) || (a.key < b.key ? -1 : 1),
  );
}

/** The incident that goes on for this one. */
function lastOf(id: string, drafts: Map<string, Draft>): Draft | undefined {
  const seen = new Set<string>();
  let draft = drafts.get(id);
  while (draft?.incident?.mergedInto !== undefined && !seen.has(draft.id)) {
    seen.add(draft.id);
    draft = drafts.get(draft.incident.mergedInto);
  }
  return draft;
}

/**
 * The closed incidents whose sick object fires again soon enough; of several about one object, the last. One that was
 * only a victim then may be the victim of something else now.
 */
function returning(
  closed: Incident[],
  homeless: Map<string, number>,
  idsOf: (incident: Incident) => Set<string>,
  withinMs: number,
): Incident[] {
  const taken = new Set<string>();
  return closed
    .filter(incident => incident.mergedInto === undefined)
    .sort((a, b) => endOf(b) - endOf(a) || (a.id < b.id ? -1 : 1))
    .filter(incident => {
      const ids = [...idsOf(incident)].filter(id => homeless.has(id));
      if (ids.some(id => taken.has(id)) || !ids.some(id => homeless.get(id)! - endOf(incident) <= withinMs))
        return false;
      ids.forEach(id => taken.add(id));
      return true;
    });
}

/** The service that its diagnosis names, where that is more than a guess. */
function blamedBy({ diagnosis }: Incident): string | undefined {
  const first = diagnosis?.hypotheses[0];
  return first === undefined || first.standing === 'inconclusive' ? undefined : first.service;
}

const endOf = (incident: Incident) =>
  Date.parse(incident.phase === 'resolved' ? incident.resolvedAt : incident.updatedAt);
