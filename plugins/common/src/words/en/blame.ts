import type { BlameWords } from '../words';

const told = (paths: string[][]) => paths.map(path => path.join(' → ')).join('; ');

export const blame: BlameWords = {
  paths: (blamed, paths) => `${blamed} is suspected; who calls it suffers: ${told(paths)}.`,
  noPath: blamed => `No calls are known that lead from what alerts to ${blamed}.`,
};
