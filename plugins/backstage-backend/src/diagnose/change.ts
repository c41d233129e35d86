import type { Change, Step } from '@autocura/common';
import type { Context } from './failureMode';
import { type Cited, speaksFor, weak } from './signs';

type Kind = Change['kind'];

interface Breaking {
  noun: string;
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
    undo: (service, value, flag) =>
      flag === undefined ? undefined : { action: 'set-flag', target: service, params: { flag, value } },
  },
};

/** Trouble that begins within this time after a change most probably came with it. */
const atOnceMs = 2 * 60_000;
/** Trouble that begins within this time after a change probably came with it. */
const soonMs = 15 * 60_000;

/** Changes that may have broken the service, the newest first, those that came when the trouble had begun already last. */
export const suspectChanges = ({ changes, began }: Pick<Context, 'changes' | 'began'>): Change[] =>
  standing(changes.filter(({ kind }) => breaking[kind])).sort(
    (a, b) => Number(isLate(a, began)) - Number(isLate(b, began)),
  );

/**
 * Of changes that are given newest first, those that still hold. One that was taken back is not among them, and
 * neither is the one that took it back: what runs since then had run before.
 */
export function standing(changes: Change[]): Change[] {
  const held: Change[] = [];
  for (const change of [...changes].reverse()) {
    const last = held.findLastIndex(({ kind, key }) => kind === change.kind && key === change.key);
    const earlier = held[last];
    if (earlier && takesBack(change, earlier)) held.splice(last, 1);
    else held.push(change);
  }
  return held.reverse();
}

const isLate = ({ at }: Change, began: string | undefined) => began !== undefined && Date.parse(at) > Date.parse(began);

const takesBack = (change: Change, earlier: Change) =>
  change.to !== undefined && change.to === earlier.from && change.from === earlier.to;

/** The suspect that came last before the trouble began; of one kind, where that is given. */
export const lastChange = (context: Pick<Context, 'changes' | 'began'>, of?: Kind): Change | undefined =>
  suspectChanges(context).find(({ kind }) => of === undefined || kind === of);

/**
 * Weight `soon` when the trouble began at once after the change, one less when soon, 1 when it began later, or was
 * measured to begin before: releases are often told only when they are through.
 */
export function sinceChange<K extends string>(
  { onset, began }: Pick<Context, 'onset' | 'began'>,
  change: Change | undefined,
  asked: K,
  soon: number,
): Cited<K>[] {
  if (!change) return [];
  const after = Math.max(0, Date.parse(onset) - Date.parse(change.at));
  const noun = breaking[change.kind]?.noun ?? 'change';
  if (isLate(change, began))
    return [{ ...speaksFor(weak, `had begun when the ${noun} "${change.summary}" was told`), asked }];
  const weight = after <= atOnceMs ? soon : after <= soonMs ? Math.max(1, soon - 1) : 1;
  return [{ ...speaksFor(weight, `began ${ago(after)} after the ${noun} "${change.summary}"`), asked }];
}

/** Takes this very change back, where it is known what was before. */
export function undo(service: string, change: Change | undefined): Step[] {
  const step = change?.from ? breaking[change.kind]?.undo(service, change.from, change.key) : undefined;
  return step ? [step] : [];
}

/** Takes back what may have brought it, the likeliest first, as far as it came soon before. */
export function undoSuspects(context: Context): Step[] {
  const soon = suspectChanges(context).filter(({ at }) => Date.parse(context.onset) - Date.parse(at) <= soonMs);
  return soon.flatMap(change => undo(context.service, change));
}

const ago = (ms: number) => (ms < 120_000 ? `${Math.round(ms / 1000)} s` : `${Math.round(ms / 60_000)} min`);
