import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'react-router-dom';

export type Filter<F extends string> = Partial<Record<F, string>>;

/**
 * What a list is narrowed to, kept in the address, so that it survives a reload and can be handed on. Only values that
 * are offered count. `list` keeps the lists of one page apart.
 */
export function useFilter<F extends string>(
  list: string,
  offered: Record<F, readonly string[]>,
): [Filter<F>, (field: F, value: string | undefined) => void] {
  const [search, setSearch] = useSearchParams();
  const chosen = Object.entries<readonly string[]>(offered).flatMap(([field, values]) => {
    const value = search.get(`${list}.${field}`);
    return value !== null && values.includes(value) ? [[field, value]] : [];
  });
  const text = JSON.stringify(Object.fromEntries(chosen));
  // The same choice is the same object: whoever asks by it does not ask again.
  const filter = useMemo(() => JSON.parse(text) as Filter<F>, [text]);
  const change = useCallback(
    (field: F, value: string | undefined) =>
      setSearch(
        before => {
          const after = new URLSearchParams(before);
          if (value === undefined) after.delete(`${list}.${field}`);
          else after.set(`${list}.${field}`, value);
          return after;
        },
        { replace: true },
      ),
    [list, setSearch],
  );
  return [filter, change];
}
