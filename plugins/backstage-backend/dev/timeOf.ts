/** Throws the usage where the option is missing, an Error that names it where it is no time. */
export function timeOf(text: string | undefined, name: string, usage: string): Date {
  if (text === undefined) throw new Error(usage);
  const time = new Date(text);
  if (Number.isNaN(time.getTime())) throw new Error(`--${name} is no time such as 2026-01-31T00:00:00Z`);
  return time;
}
