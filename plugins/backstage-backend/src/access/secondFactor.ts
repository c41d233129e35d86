import type { NewSecondFactor, RecoveryCodes, SecondFactor, SteppedUp, Stored } from '@autocura/common';
import { secondFactorErrors, streams } from '@autocura/common';
import { ConflictError as HttpConflictError, NotAllowedError, ServiceUnavailableError } from '@backstage/errors';
import { createHash, randomBytes } from 'node:crypto';
import { generateSecret, generateURI, verifySync } from 'otplib';
import { type Batch, ConflictError, type Store } from '../store';
import type { SignIn } from './bearer';

/** A second factor is needed, or what was given does not count. */
export class SecondFactorError extends Error {
  readonly statusCode = 403;
  override readonly name: string;
  constructor(kind: keyof typeof secondFactorErrors, message: string) {
    super(message);
    this.name = secondFactorErrors[kind];
  }
}

export interface SecondFactorOptions {
  store: Pick<Store, 'events' | 'append' | 'secrets'>;
  now(): Date;
  /** Before what a code is asked for. */
  askedFor: SteppedUp[];
}

export interface SecondFactors {
  read(actor: string): Promise<SecondFactor>;
  /** @throws NotAllowedError for who is no person, SecondFactorError where one counts and its code is not given */
  begin(actor: string, code?: string): Promise<NewSecondFactor>;
  /** @throws SecondFactorError */
  confirm(actor: string, code: string): Promise<RecoveryCodes>;
  /** @throws NotAllowedError for one's own */
  reset(actor: string, reason: string, by: string): Promise<SecondFactor>;
  /**
   * What is to be written in one with the act that the code is for: whoever is second with the same code, on whatever
   * replica, finds the stream further on than they believed. A wrong code is written down at once.
   * @throws SecondFactorError
   */
  spend(actor: string, code: string | undefined, what: string): Promise<Batch>;
  /** The same where whoever signed them in has seen a second factor. */
  vouched(actor: string, signIn: SignIn, what: string): Promise<Batch>;
}

const steps = 30;
const mostWrong = 5;
const lockMs = 15 * 60_000;
const recoveryCodes = 10;
const isPerson = /^(user|grafana|oidc):/;

/** Codes of an authenticator app (TOTP), bound to the act they are given for. Its secret is kept sealed. */
export function secondFactors({ store, now, askedFor }: SecondFactorOptions): SecondFactors {
  const stateOf = async (actor: string) => folded(await store.events(streams.factor(actor)));
  const secretOf = async (actor: string, begun: number) => {
    const secret = await store.secrets.read(secretName(actor, begun));
    if (secret === undefined)
      throw new SecondFactorError('missing', 'Your second factor is not kept any more; somebody has to take it away');
    return secret;
  };
  const told = (state: State): SecondFactor => ({ ...standing(state, now()), askedFor, available: store.secrets.open });

  /** Again while somebody else writes to the stream, on what is true then. */
  async function settled<T>(attempt: () => Promise<T>): Promise<T> {
    for (let tries = 1; ; tries += 1) {
      try {
        return await attempt();
      } catch (error) {
        if (!(error instanceof ConflictError)) throw error;
        if (tries === 10) throw new HttpConflictError('The second factor is changing; try again', error);
      }
    }
  }

  /** The event that a right code is; a wrong one is written down and refused. */
  async function judged(actor: string, state: State, code: string, what: string, begun: number) {
    const { lockedUntil } = standing(state, now());
    if (lockedUntil !== undefined)
      throw new SecondFactorError('refused', `Too many codes were wrong; none is taken until ${lockedUntil}`);
    const hash = hashOf(code.toUpperCase());
    if (state.recovery.includes(hash)) return { type: 'factor.recovered' as const, data: { for: what, hash } };
    const secret = await secretOf(actor, begun);
    const epoch = Math.floor(now().getTime() / 1000);
    const checked = sixDigits.test(code)
      ? verifySync({ secret, token: code, epoch, epochTolerance: steps })
      : { valid: false as const };
    if (checked.valid && 'timeStep' in checked && checked.timeStep > state.lastStep)
      return { type: 'factor.used' as const, data: { for: what, step: checked.timeStep } };
    const reason = checked.valid ? 'it was used before' : whyWrong(secret, code, epoch);
    await store.append([
      {
        ...{ stream: streams.factor(actor), expected: state.seq, actor },
        events: [{ type: 'factor.failed', data: { for: what, reason } }],
      },
    ]);
    throw new SecondFactorError('refused', `The code does not count: ${reason}`);
  }

  async function spend(actor: string, code: string | undefined, what: string): Promise<Batch> {
    return settled(async () => {
      const state = await stateOf(actor);
      if (state.ready === undefined)
        throw new SecondFactorError('missing', 'That needs a second factor, and you have none yet');
      if (code === undefined) throw new SecondFactorError('needed', 'That needs a code of your second factor');
      const event = await judged(actor, state, code, what, state.ready);
      return { stream: streams.factor(actor), expected: state.seq, events: [event], actor };
    });
  }

  return {
    spend,
    async vouched(actor, { acr, amr, at }, what) {
      const { seq } = await stateOf(actor);
      const data = { for: what, amr, ...(acr !== undefined && { acr }), ...(at && { at: at.toISOString() }) };
      const events = [{ type: 'factor.vouched' as const, data }];
      return { stream: streams.factor(actor), expected: seq, events, actor };
    },
    read: async actor => told(await stateOf(actor)),
    async begin(actor, code) {
      if (!isPerson.test(actor)) throw new NotAllowedError(`A second factor is for people, not for ${actor}`);
      if (!store.secrets.open)
        throw new ServiceUnavailableError('No second factor can be kept: autocura.secrets is not set');
      return settled(async () => {
        const state = await stateOf(actor);
        const replaced = state.ready === undefined ? [] : [await spend(actor, code, 'another second factor')];
        const expected = state.seq + replaced.length;
        const events = [{ type: 'factor.begun' as const, data: {} }];
        await store.append([...replaced, { stream: streams.factor(actor), expected, events, actor }]);
        const secret = generateSecret();
        await store.secrets.keep(secretName(actor, expected + 1), secret);
        return { secret, uri: generateURI({ issuer: 'Autocura', label: actor, secret }) };
      });
    },
    async confirm(actor, code) {
      return settled(async () => {
        const state = await stateOf(actor);
        if (state.begun === undefined) throw new HttpConflictError('No second factor was begun');
        const first = { ...state, recovery: [], lastStep: 0 };
        const shown = await judged(actor, first, code, 'confirming it', state.begun);
        const codes = Array.from({ length: recoveryCodes }, freshCode);
        const recovery = codes.map(hashOf);
        const step = 'step' in shown.data ? shown.data.step : 0;
        const events = [{ type: 'factor.confirmed' as const, data: { begun: state.begun, step, recovery } }];
        await store.append([{ stream: streams.factor(actor), expected: state.seq, events, actor }]);
        if (state.ready !== undefined) await store.secrets.forget(secretName(actor, state.ready));
        return { recoveryCodes: codes };
      });
    },
    async reset(actor, reason, by) {
      if (actor === by) throw new NotAllowedError('Somebody else has to take away your second factor');
      return settled(async () => {
        const state = await stateOf(actor);
        if (state.ready === undefined && state.begun === undefined) return told(state);
        const events = [{ type: 'factor.reset' as const, data: { reason } }];
        await store.append([{ stream: streams.factor(actor), expected: state.seq, events, actor: by }]);
        for (const begun of [state.ready, state.begun])
          if (begun !== undefined) await store.secrets.forget(secretName(actor, begun));
        return told(await stateOf(actor));
      });
    },
  };
}

interface State {
  /** Of the newest event. */
  seq: number;
  /** The event whose secret waits for its first code. */
  begun?: number;
  /** The event whose secret counts. */
  ready?: number;
  /** The last time step of which a code was taken. */
  lastStep: number;
  /** Hashes of recovery codes that were not used. */
  recovery: string[];
  /** When codes were wrong since the last that was right, in milliseconds. */
  wrong: number[];
}

function folded(events: Stored[]): State {
  let state: State = { seq: 0, lastStep: 0, recovery: [], wrong: [] };
  for (const event of events) {
    const { begun: _, ...rest } = state;
    if (event.type === 'factor.begun') state = { ...state, begun: event.seq };
    if (event.type === 'factor.confirmed') {
      const { begun: ready, step: lastStep, recovery } = event.data;
      state = { ...rest, ready, lastStep, recovery, wrong: [] };
    }
    if (event.type === 'factor.used') state = { ...state, lastStep: event.data.step, wrong: [] };
    if (event.type === 'factor.recovered')
      state = { ...state, recovery: state.recovery.filter(one => one !== event.data.hash), wrong: [] };
    if (event.type === 'factor.failed') state = { ...state, wrong: [...state.wrong, Date.parse(event.at)] };
    // Who resets it opens no door to more guesses.
    if (event.type === 'factor.reset') state = { seq: 0, lastStep: 0, recovery: [], wrong: state.wrong };
    state.seq = event.seq;
  }
  return state;
}

function standing({ begun, ready, recovery, wrong }: State, now: Date) {
  const lockedUntil = lockedAfter(wrong, now);
  return {
    state: ready !== undefined ? ('ready' as const) : begun !== undefined ? ('begun' as const) : ('none' as const),
    ...(lockedUntil !== undefined && { lockedUntil }),
    recoveryCodesLeft: recovery.length,
  };
}

/** Five wrong ones within a quarter of an hour. */
function lockedAfter(wrong: number[], now: Date): string | undefined {
  const [first] = wrong.slice(-mostWrong);
  const last = wrong.at(-1);
  if (wrong.length < mostWrong || first === undefined || last === undefined) return undefined;
  const until = last + lockMs;
  return last - first <= lockMs && until > now.getTime() ? new Date(until).toISOString() : undefined;
}

const sixDigits = /^\d{6}$/;

/** A right code of another time is told as such: one of two clocks goes wrong, and nobody would find out. */
function whyWrong(secret: string, token: string, epoch: number): string {
  if (!sixDigits.test(token)) return 'it is neither six digits nor a recovery code';
  // One look reaches so many seconds to both sides; together they see two hours.
  const reach = 1470;
  for (const aside of [0, -2, 2, -4, 4].map(times => times * reach)) {
    const found = verifySync({ secret, token, epoch: epoch + aside, epochTolerance: reach });
    if (found.valid && 'timeStep' in found) {
      const minutes = Math.round((found.timeStep * steps - epoch) / 60);
      return `it is of another time (${minutes} min); look at the clock of your app and of this server`;
    }
  }
  return 'it is wrong';
}

const secretName = (actor: string, begun: number) => `totp/${actor}/${begun}`;
const hashOf = (code: string) => createHash('sha256').update(code).digest('hex');

/** 80 random bits, so that a plain hash tells nothing; no letter is like a digit. */
const alphabet = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';
const freshCode = () =>
  Array.from(randomBytes(16), (byte, index) => (index > 0 && index % 4 === 0 ? '-' : '') + alphabet[byte % 32]).join(
    '',
  );
