/** How often lines of one kind were written, in the usual time and since. */
export interface Frequency {
  service: string;
  isError: boolean;
  before: number;
  since: number;
}

/** What is said fewer times than this may be chance, unless it is an error that was never said before. */
const fewest = 3;
/** So many times as often as usual is more often. */
const factor = 3;
/** And so many standard deviations of the count that was to be expected. */
const deviations = 3;
const mostOfService = 3;
const most = 8;

export type Risen<Kind> = Kind & { isNew: boolean };

/**
 * Kinds of lines that are new, or written far more often than usual, what tells most first: errors before others, new
 * before more frequent. `ratio`: how long the time since is, as a part of the usual time. Pure.
 */
export function risen<Kind extends Frequency>(kinds: Kind[], ratio: number): Risen<Kind>[] {
  const byService = new Map<string, number>();
  return kinds
    .map(kind => ({ kind, isNew: kind.before === 0, stands: standsOut(kind, ratio) }))
    .filter(({ stands }) => stands > 0)
    .sort(
      (a, b) =>
        Number(b.kind.isError) - Number(a.kind.isError) || Number(b.isNew) - Number(a.isNew) || b.stands - a.stands,
    )
    .filter(({ kind: { service } }) => {
      const place = byService.get(service) ?? 0;
      byService.set(service, place + 1);
      return place < mostOfService;
    })
    .slice(0, most)
    .map(({ kind, isNew }) => ({ ...kind, isNew }));
}

/** Standard deviations above what was to be expected; zero where that is within what is usual. */
function standsOut({ before, since, isError }: Frequency, ratio: number): number {
  const expected = before * ratio;
  const stands = (since - expected) / Math.sqrt(expected + 1);
  if (before === 0) return since >= (isError ? 1 : fewest) ? stands : 0;
  return since >= fewest && since >= factor * expected && stands >= deviations ? stands : 0;
}
