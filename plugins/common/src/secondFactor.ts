import type { SecondFactor, SteppedUp } from './identity';

/** Why no code of it can be given now. */
export type CodeObstacle = 'missing' | 'unavailable' | 'locked';

/** Undefined where a code can be given. `begun` alone counts for nothing yet. */
export function codeObstacle({ state, available, lockedUntil }: SecondFactor): CodeObstacle | undefined {
  if (state !== 'ready') return available ? 'missing' : 'unavailable';
  return lockedUntil === undefined ? undefined : 'locked';
}

/** Whether a code is asked for before `act`. `perhaps`: before what turns out to be a step that cannot be taken back. */
export function codeAsked({ askedFor }: SecondFactor, act: SteppedUp): 'always' | 'perhaps' | 'never' {
  if (askedFor.includes(act)) return 'always';
  return act === 'run' && askedFor.includes('irreversible') ? 'perhaps' : 'never';
}

/** What somebody typed, as the API takes it: apps show codes in groups, and recovery codes have capital letters. */
export function typedCode(text: string): string | undefined {
  return text.replace(/\s/g, '').toUpperCase() || undefined;
}

/** A secret in groups of four, so that it can be typed from a screen. */
export const secretInGroups = (secret: string) => secret.replace(/(.{4})(?=.)/g, '$1 ');
