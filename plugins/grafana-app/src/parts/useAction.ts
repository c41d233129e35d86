import { useCallback, useState } from 'react';

/** Runs one thing a person asked for at a time, and remembers why it was refused. */
export function useAction(afterwards: () => Promise<void>) {
  const [pending, setPending] = useState(false);
  const [refused, setRefused] = useState<string>();

  const act = useCallback(
    async (ask: () => Promise<unknown>) => {
      setPending(true);
      setRefused(undefined);
      try {
        await ask();
      } catch (error) {
        setRefused(error instanceof Error ? error.message : String(error));
      }
      await afterwards();
      setPending(false);
    },
    [afterwards],
  );

  return { pending, refused, act };
}
