import type { ReactNode } from 'react';
import { Legible } from '../parts/Legible';
import { PathsContext, pathsUnder } from '../paths';

/** Around what stands on a page of the catalog: links lead to our pages, wherever the app mounted them. */
export function Rooted({ at = '/autocura', children }: { at?: string | undefined; children: ReactNode }) {
  return (
    <PathsContext.Provider value={pathsUnder(at)}>
      <Legible>{children}</Legible>
    </PathsContext.Provider>
  );
}
