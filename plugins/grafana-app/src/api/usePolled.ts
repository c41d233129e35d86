import { AutocuraError } from '@autocura/common';
import { isEqual } from 'lodash';
import { useCallback, useEffect, useRef, useState } from 'react';

/** Why there is no answer, or none that is new: an error, or it is taking long. */
export type Trouble = AutocuraError | 'slow';

export type Polled<T> =
  | { state: 'loading'; trouble?: 'slow' }
  | { state: 'failed'; trouble: AutocuraError }
  /** The value is from `answeredAt`, ISO 8601; with `trouble` nothing newer could be had since. */
  | { state: 'known'; value: T; answeredAt: string; trouble?: Trouble };

const usuallyMs = 2_000;
const mostMs = 30_000;
const slowMs = 5_000;
/** With these what was known before may not be shown any more. */
const ending = [401, 403, 404];

/**
 * Asks again some seconds after each answer while the page is visible, less often while it is refused. Recovers by
 * itself, and keeps what was known meanwhile. `load` must be stable: a new function is a new question.
 */
export function usePolled<T>(load: () => Promise<T>, everyMs = usuallyMs): [Polled<T>, refresh: () => Promise<void>] {
  const [polled, setPolled] = useState<{ of: typeof load; now: Polled<T> }>({ of: load, now: { state: 'loading' } });
  const asked = useRef(0);

  const ask = useCallback(async (): Promise<boolean> => {
    asked.current += 1;
    const mine = asked.current;
    const settle = (next: (before: Polled<T>) => Polled<T>) => {
      if (mine !== asked.current) return;
      setPolled(before => ({ of: load, now: next(before.of === load ? before.now : { state: 'loading' }) }));
    };
    const slow = setTimeout(() => settle(before => whileSlow(before)), slowMs);
    try {
      const value = await load();
      settle(before => answered(before, value));
      return true;
    } catch (error) {
      settle(before => refused(before, asError(error)));
      return false;
    } finally {
      clearTimeout(slow);
    }
  }, [load]);

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let ended = false;
    let waitMs = everyMs;
    const askOn = async () => {
      clearTimeout(timer);
      if (document.hidden) {
        return;
      }
      waitMs = (await ask()) ? everyMs : Math.min(mostMs, waitMs * 2);
      clearTimeout(timer);
      if (!ended) {
        timer = setTimeout(askOn, waitMs);
      }
    };
    void askOn();
    document.addEventListener('visibilitychange', askOn);
    return () => {
      ended = true;
      asked.current += 1;
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', askOn);
    };
  }, [ask, everyMs]);

  const refresh = useCallback(async () => void (await ask()), [ask]);
  return [polled.of === load ? polled.now : { state: 'loading' }, refresh];
}

/** An answer that says the same keeps the value it was, so that nothing is drawn again for it. */
const answered = <T>(before: Polled<T>, value: T): Polled<T> => ({
  state: 'known',
  value: before.state === 'known' && isEqual(before.value, value) ? before.value : value,
  answeredAt: new Date().toISOString(),
});

const refused = <T>(before: Polled<T>, trouble: AutocuraError): Polled<T> =>
  before.state === 'known' && !ending.includes(trouble.status) ? { ...before, trouble } : { state: 'failed', trouble };

function whileSlow<T>(before: Polled<T>): Polled<T> {
  if (before.state === 'loading') {
    return { ...before, trouble: 'slow' };
  }
  return before.state === 'known' ? { ...before, trouble: before.trouble ?? 'slow' } : before;
}

const asError = (error: unknown) =>
  error instanceof AutocuraError ? error : new AutocuraError(0, 'Unknown', String(error), { cause: error });
