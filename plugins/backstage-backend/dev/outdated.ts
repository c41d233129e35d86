const date = /\d{4}-\d{2}-\d{2}/;
const dayMs = 86_400_000;

/** Of these names of files those that are called as `made` is but for a date that is more than so many days before its. */
export function outdated(names: string[], made: string, days: number): string[] {
  const today = date.exec(made)?.[0];
  if (today === undefined)
    throw new Error(`--keep needs a date in the name of the file, as 2026-11-30; there is none in ${made}`);
  const before = new Date(Date.parse(today) - days * dayMs).toISOString().slice(0, 10);
  return names.filter(name => {
    const found = date.exec(name)?.[0];
    return found !== undefined && name.replace(date, today) === made && found < before;
  });
}
