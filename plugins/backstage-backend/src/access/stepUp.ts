import type { AnyEvent, Plan, SteppedUp } from '@autocura/common';
import type { Batch } from '../store';
import type { SignIn } from './bearer';
import type { IdentitySettings } from './identitySettings';
import type { SecondFactors } from './secondFactor';

export interface StepUpOptions {
  factors: Pick<SecondFactors, 'spend' | 'vouched'>;
  settings: IdentitySettings['stepUp'];
  now(): Date;
}

/** Who is about to do something, and what they show beside being signed in. */
export interface Doing {
  actor: string;
  /** Of those whose issuer tells it. */
  signIn?: SignIn | undefined;
  code?: string | undefined;
}

export interface StepUp {
  needed(act: SteppedUp): boolean;
  /**
   * What is to be written in one with the act, whose digest or name `what` is. Nothing where no second factor is needed
   * for it. @throws SecondFactorError
   */
  demand(act: SteppedUp, doing: Doing, what: string): Promise<Batch[]>;
}

/** A second factor right before what cannot be taken back: a sign-in that just showed one, or a code of an app. */
export function stepUp({ factors, settings, now }: StepUpOptions): StepUp {
  const needed = (act: SteppedUp) => settings.for.includes(act);

  /** Signed in by more than a password, and a short while ago. */
  function isStrong({ acr, amr, at }: SignIn): boolean {
    const strong = (acr !== undefined && settings.acr.includes(acr)) || amr.some(one => settings.amr.includes(one));
    const age = at === undefined ? Infinity : now().getTime() - at.getTime();
    return strong && age <= settings.maxAge * 1000;
  }

  return {
    needed,
    async demand(act, { actor, signIn, code }, what) {
      if (!needed(act)) return [];
      if (signIn && isStrong(signIn)) return [await factors.vouched(actor, signIn, what)];
      return [await factors.spend(actor, code, what)];
    },
  };
}

/** The plan that somebody's decision is about. */
export const planIn = (events: AnyEvent[]): Plan | undefined =>
  events.flatMap(event => ('plan' in event.data ? [event.data.plan] : []))[0];
