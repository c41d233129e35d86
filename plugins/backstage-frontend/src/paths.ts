import { createContext, useContext } from 'react';

/** Where the pages are, for links: `root` is where the host mounted the plugin. */
export function pathsUnder(root: string) {
  const base = root.replace(/\/$/, '');
  return {
    overview: base || '/',
    incident: (id: string) => `${base}/incidents/${encodeURIComponent(id)}`,
    secondFactor: `${base}/second-factor`,
    shadow: `${base}/shadow`,
    service: (name: string) => `${base}/services/${encodeURIComponent(name)}`,
  };
}

export const PathsContext = createContext(pathsUnder('/autocura'));
export const usePaths = () => useContext(PathsContext);
