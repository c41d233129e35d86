import { createHash } from 'node:crypto';

/** An answer as it is sent. */
export interface Answer {
  text: string;
  etag: string;
}

export interface SharedReadOptions {
  /** Up to where the record goes: what was read before it went on counts no more. */
  position(): Promise<number>;
  /** How long an answer counts at most, since not all comes from the record; a second unless told. */
  freshMs?: number;
  /** Looks whether another process has read it, and lets the others know. */
  cached?(name: string, forMs: number, read: () => Promise<unknown>): Promise<unknown>;
  now(): Date;
}

/** Gives what is known by that name, or asks; who comes meanwhile waits for the same answer. */
export type SharedReads = (name: string, read: () => Promise<unknown>) => Promise<Answer>;

/** More answers than this, or larger ones, are not worth their memory. */
const most = 64;
const longest = 256 * 1024;

export function sharedReads({ position, freshMs = 1_000, cached = alone, now }: SharedReadOptions): SharedReads {
  const known = new Map<string, { at: number; since: number; answer: Promise<Answer> }>();
  return async (name, read) => {
    // First where the record stands, then the answer: it may know more than it says, never less.
    const at = await position();
    const time = now().getTime();
    const before = known.get(name);
    if (before && before.at === at && time - before.since < freshMs) return before.answer;
    const answer = cached(`${name}@${at}`, freshMs, read).then(answerOf);
    const kept = { at, since: time, answer };
    known.set(name, kept);
    const forget = () => known.get(name) === kept && known.delete(name);
    answer.then(({ text }) => text.length > longest && forget(), forget);
    if (known.size > most) known.delete(known.keys().next().value!);
    return answer;
  };
}

const alone: NonNullable<SharedReadOptions['cached']> = (_name, _forMs, read) => read();

export function answerOf(value: unknown): Answer {
  const text = JSON.stringify(value);
  return { text, etag: `"${createHash('sha256').update(text).digest('base64url').slice(0, 27)}"` };
}
