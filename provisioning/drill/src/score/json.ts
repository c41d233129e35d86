import type { League } from '../types';

/** What `--json` writes: a line a result, so that two leagues can be compared by eye and by diff. */
export const leagueJson = ({ results, ...about }: League): string =>
  `{\n${Object.entries(about)
    .map(([key, value]) => `  ${JSON.stringify(key)}: ${JSON.stringify(value)},\n`)
    .join('')}  "results": [\n${results.map(result => `    ${JSON.stringify(result)}`).join(',\n')}\n  ]\n}\n`;
