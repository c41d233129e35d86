interface Line {
  at: string;
  service: string;
  isError: boolean;
  trace?: string;
}

/** Of the requests that failed: whose error was written first in how many of them. */
export interface FirstError {
  service: string;
  traces: number;
  of: number;
}

/** Fewer requests than these tell nothing. */
const fewest = 3;
/** And the first error is to be of the same service in most of them. */
const leastShare = 0.6;

/** Where failing requests failed first, by what was written for them; undefined where that is not clear. Pure. */
export function firstError(lines: Line[]): FirstError | undefined {
  const first = new Map<string, Line>();
  for (const line of lines) {
    if (!line.isError || line.trace === undefined) continue;
    const known = first.get(line.trace);
    if (!known || line.at < known.at) first.set(line.trace, line);
  }
  const counts = new Map<string, number>();
  for (const { service } of first.values()) counts.set(service, (counts.get(service) ?? 0) + 1);
  const [best] = [...counts].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
  if (!best || first.size < fewest || best[1] < leastShare * first.size) return undefined;
  return { service: best[0], traces: best[1], of: first.size };
}
