import type { Change, Step } from '@autocura/common';
import type { Context } from './failureMode';
import { type Cited, speaksFor, weak } from './signs';

type Kind = Change['kind'];

interface Breaking {
  noun: string;
  /** It works from the moment it is made, where a release or a configuration has to be rolled out. */
  atOnce?: true;
  /** The step that brings `from` back; undefined where the change does not say what it changed. */
  undo(service: string, from: string, key: string | undefined): Step | undefined;
}

/** The kinds of change that can break a service, and how each is taken back. */
const breaking: Partial<Record<Kind, Breaking>> = {
  deploy: {
    noun: 'release',
    undo: (service, version) => ({ action: 'roll-back', target: service, params: { service, version } }),
  },
  config: {
    noun: 'configuration change',
    undo: (service, version, config) =>
      config === undefined
        ? undefined
        : { action: 'restore-config', target: service, params: { service, config, version } },
  },
  flag: {
    noun: 'flag change',
    atOnce: true,
    undo: (service, value, flag) =>
      flag === undefined ? undefined : { action: 'set-flag', target: service, params: { flag, value } },
  },
};

/** Parts of the window of suspected changes: of an hour two minutes and fifteen. */
const atOnce = 1 / 30;
const soon = 1 / 4;
/** Rates look back for minutes, so that the beginning of what fails in part is measured that much late. */
const cleared = 1 / 12;

export const canBreak = ({ kind }: Change): boolean => breaking[kind] !== undefined;

type Timed = Pick<Context, 'onset' | 'began' | 'window'>;

/**
 * Changes that may have broken the service, the newest first, those that came when the trouble had begun already
 * last. What works at once and was followed by a measured while without trouble is cleared by it.
 */
export const suspectChanges = (context: Timed & Pick<Context, 'changes'>): Change[] =>
  standing(context.changes.filter(canBreak))
    .filter(change => !wasHarmless(context, change))
    .sort((a, b) => Number(isLate(a, context.began)) - Number(isLate(b, context.began)));

const wasHarmless = (context: Timed, change: Change) =>
  breaking[change.kind]?.atOnce === true &&
  context.began !== undefined &&
  passed(context, change) > cleared * context.window;

/** Milliseconds from the change to the trouble. */
const passed = ({ onset, began }: Timed, { at }: Change) => Math.max(0, Date.parse(began ?? onset) - Date.parse(at));

/**
 * Of changes that are given newest first, those that still hold. One that was taken back is not among them, and
 * neither is the one that took it back: what runs since then had run before.
 */
export const standing = (changes: Change[]): Change[] => paired(changes).held;

/**
 * Of changes that are given newest first, those made since then, without what took back an earlier one: alone it would
 * be taken for new, and what was taken back, made again, for what takes it back.
 */
export function changesSince(changes: Change[], since: Date): Change[] {
  const isEarlier = ({ at }: Change) => Date.parse(at) < since.getTime();
  const { takenBack } = paired(changes);
  return changes.filter(change => {
    const what = takenBack.get(change);
    return !isEarlier(change) && !(what && isEarlier(what));
  });
}

function paired(changes: Change[]) {
  const held: Change[] = [];
  const takenBack = new Map<Change, Change>();
  for (const change of [...changes].reverse()) {
    const last = held.findLastIndex(one => isOfTheSame(one, change));
    const earlier = held[last];
    if (earlier && takesBack(change, earlier)) {
      held.splice(last, 1);
      takenBack.set(change, earlier);
    } else held.push(change);
  }
  return { held: held.reverse(), takenBack };
}

const isOfTheSame = (one: Change, other: Change) =>
  one.service === other.service && one.kind === other.kind && one.key === other.key;

const isLate = ({ at }: Change, began: string | undefined) => began !== undefined && Date.parse(at) > Date.parse(began);

const takesBack = (change: Change, earlier: Change) =>
  change.to !== undefined && change.to === earlier.from && change.from === earlier.to;

/** The suspect that came last before the trouble began; of one kind, where that is given. */
export const lastChange = (context: Timed & Pick<Context, 'changes'>, of?: Kind): Change | undefined =>
  suspectChanges(context).find(({ kind }) => of === undefined || kind === of);

/**
 * Weight `full` when the trouble began at once after the change, one less when soon, 1 when it was measured to begin
 * before: releases are often told only when they are through. What came later says nothing.
 */
export function sinceChange<K extends string>(
  context: Timed,
  change: Change | undefined,
  asked: K,
  full: number,
): Cited<K>[] {
  if (!change || !cameSoon(context, change)) return [];
  if (isLate(change, context.began))
    return [{ ...speaksFor(weak, `had begun when the ${inWords(change)} was told`), asked }];
  const after = passed(context, change);
  const weight = after <= atOnce * context.window ? full : Math.max(1, full - 1);
  return [{ ...speaksFor(weight, `began ${ago(after)} after the ${inWords(change)}`), asked }];
}

/** Soon enough after the change for it to be the likely reason. */
export const cameSoon = (context: Timed, change: Change): boolean => passed(context, change) <= soon * context.window;

/** As `release "api 2"`. */
export const inWords = ({ kind, summary }: Change): string => `${breaking[kind]?.noun ?? 'change'} "${summary}"`;

/** Takes this very change back, where it is known what was before. */
/** The step that sets what the change set; undefined where it does not say what that was. */
export const stepOf = ({ kind, service, to, key }: Change): Step | undefined =>
  to === undefined ? undefined : breaking[kind]?.undo(service, to, key);

export function undo(service: string, change: Change | undefined): Step[] {
  const step = change?.from ? breaking[change.kind]?.undo(service, change.from, change.key) : undefined;
  return step ? [step] : [];
}

/** Takes back what may have brought it, the likeliest first, as far as it came soon before. */
export function undoSuspects(context: Context): Step[] {
  return suspectChanges(context)
    .filter(change => cameSoon(context, change))
    .flatMap(change => undo(context.service, change));
}

const ago = (ms: number) => (ms < 120_000 ? `${Math.round(ms / 1000)} s` : `${Math.round(ms / 60_000)} min`);
