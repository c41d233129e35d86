/**
 * `late`: it took too long. `unreachable`: no connection, or one that broke, or more than anybody would want.
 * `resting`: it failed so often that it was not asked. `crowded`: too many wait for it, and it was not asked.
 */
export type NoAnswer = 'late' | 'unreachable' | 'resting' | 'crowded';

/** Something outside gave no answer. The message says who and how, and holds no address. */
export class NoAnswerError extends Error {
  override readonly name = 'NoAnswerError';
  constructor(
    readonly how: NoAnswer,
    who: string,
    /** How, in words. */
    readonly says: string,
    cause?: unknown,
  ) {
    super(`${who} ${says}`, { cause });
  }
}
