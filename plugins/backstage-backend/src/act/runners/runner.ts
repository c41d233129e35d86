import type { FieldChange, Step } from '@autocura/common';

type Params = Step['params'];

/** Leave to act for an incident. It runs out, and whoever works on the incident after has a higher fence. */
export interface Leave {
  incidentId: string;
  fence: number;
  /** Aborted once somebody else has taken over, or may have. */
  signal: AbortSignal;
  /** Milliseconds in which something may still be sent, by a clock that goes on while this process is stopped. */
  left(): number;
}

export const takenOver = 'the time to act has run out, and somebody else may be at it';

/** Whether something may still be sent. To be asked right before. */
export const mayAct = (leave: Leave | undefined) => leave === undefined || (!leave.signal.aborted && leave.left() > 0);

/** Who really does it. Bounded in time; a failure is an ActionFailedError. */
export interface Runner {
  /** Parameters of the same action that restore what is now; undefined where there are none. Changes nothing. */
  state(action: string, params: Params): Promise<Params | undefined>;
  /** What `run` would change, as the other side foretells it; undefined where it cannot. Changes nothing. */
  preview?(action: string, params: Params, idempotencyKey: string): Promise<FieldChange[] | undefined>;
  /**
   * The same key again does nothing a second time, as far as the other side keeps its word. Nothing is sent once the
   * leave has run out. Says what was done, where there is more to say than that it was.
   */
  run(action: string, params: Params, idempotencyKey: string, leave?: Leave): Promise<string | void>;
  /** Asks the other side to refuse from now on what comes with an older fence of the same incident. */
  fence?(leave: Leave): Promise<void>;
}

/**
 * `before`: nothing was sent, so it may be tried again. `refused`: the other side answered that it did not do it.
 * `unknown`: it may have happened, and is never tried again.
 */
export type FailedWhen = 'before' | 'refused' | 'unknown';

const words: Record<FailedWhen, string> = {
  before: 'failed before anything was sent',
  refused: 'refused',
  unknown: 'may have happened',
};

export class ActionFailedError extends Error {
  override readonly name = 'ActionFailedError';
  /** What would come to the same at whoever owns what was to be changed. */
  readonly instead: Step | undefined;
  constructor(
    readonly when: FailedWhen,
    reason: string,
    { instead, ...options }: ErrorOptions & { instead?: Step | undefined } = {},
  ) {
    super(`${words[when]}: ${reason}`, options);
    this.instead = instead;
  }
}
