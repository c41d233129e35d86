import { readBounded } from './parts';

export interface KeptFileOptions<T> {
  path: string;
  /** What the file is, in words: "The escalation policy". */
  what: string;
  /** Throws an Error that names what is wrong. */
  parse(text: string): T;
  warn(message: string): void;
}

/**
 * Reads a file anew each time it is asked. Of one that cannot be read the last good state counts, and `warn` hears of
 * it once; undefined where there never was one.
 */
export function keptFile<T>({ path, what, parse, warn }: KeptFileOptions<T>): () => Promise<T | undefined> {
  let good: { text: string; value: T } | undefined;
  let said: string | undefined;
  return async () => {
    try {
      const text = await readBounded(path);
      if (good?.text !== text) good = { text, value: parse(text) };
      said = undefined;
    } catch (error) {
      const problem = error instanceof Error ? error.message : String(error);
      if (problem !== said) {
        const counts = good ? 'what it said before counts' : 'nothing counts that it may say';
        warn(`${what} ${path} cannot be read, so ${counts}: ${problem}`);
      }
      said = problem;
    }
    return good?.value;
  };
}
