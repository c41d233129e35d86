import type { ReactNode } from 'react';
import { PathsContext, pathsUnder } from '../paths';

/** Lets links below lead to the pages, wherever the app mounted them; to where they usually are, if it did not. */
export function Rooted({ at = '/autocura', children }: { at?: string | undefined; children: ReactNode }) {
  return <PathsContext.Provider value={pathsUnder(at)}>{children}</PathsContext.Provider>;
}
