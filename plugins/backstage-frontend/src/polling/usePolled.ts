import { type AutocuraError, liveChannel } from '@autocura/common';
import { useSignal } from '@backstage/plugin-signals-react';
import { useCallback, useEffect, useRef, useState } from 'react';

export type Polled<T> =
  | { state: 'loading' }
  | { state: 'failed'; error: AutocuraError }
  /** `stale` when the last question went unanswered and the value is from `answeredAt`, ISO 8601. */
  | { state: 'known'; value: T; stale: boolean; answeredAt: string };

const usuallyMs = 2_000;
/** Once changes are told by signals. A connection that breaks without a word costs no more than this. */
const whenToldMs = 10_000;

/**
 * Asks again two seconds after each answer, unless told, while the page is visible; at once when Backstage signals that
 * something has changed, and then less often beside that. Recovers by itself after a failure and keeps what was known
 * meanwhile. `load` must be stable: a new function is a new question.
 */
export function usePolled<T>(load: () => Promise<T>, everyMs = usuallyMs): [Polled<T>, refresh: () => Promise<void>] {
  const [polled, setPolled] = useState<Polled<T>>({ state: 'loading' });
  const asked = useRef(0);
  const { lastSignal } = useSignal(liveChannel);
  const told = useRef(false);

  const refresh = useCallback(async () => {
    asked.current += 1;
    const mine = asked.current;
    const settle = (next: (before: Polled<T>) => Polled<T>) => mine === asked.current && setPolled(next);
    await load().then(
      value => settle(() => ({ state: 'known', value, stale: false, answeredAt: new Date().toISOString() })),
      (error: AutocuraError) =>
        settle(before =>
          before.state === 'known' && error.status !== 404 ? { ...before, stale: true } : { state: 'failed', error },
        ),
    );
  }, [load]);

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let ended = false;
    const ask = async () => {
      clearTimeout(timer);
      if (document.hidden) return;
      await refresh();
      clearTimeout(timer);
      if (!ended) timer = setTimeout(ask, told.current ? Math.max(everyMs, whenToldMs) : everyMs);
    };
    setPolled({ state: 'loading' });
    void ask();
    document.addEventListener('visibilitychange', ask);
    return () => {
      ended = true;
      asked.current += 1;
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', ask);
    };
  }, [refresh, everyMs]);

  useEffect(() => {
    if (lastSignal === null) return;
    told.current = true;
    // Who does not look is answered when they do.
    if (!document.hidden) void refresh();
  }, [lastSignal, refresh]);

  return [polled, refresh];
}
