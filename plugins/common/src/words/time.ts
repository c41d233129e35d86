const units: [Intl.RelativeTimeFormatUnit, number][] = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
  ['second', 1],
];

/** `3 minutes ago`. A clock that runs ahead says now, not the future. */
export function ago(iso: string, now: Date, language: string): string {
  const seconds = Math.max(0, Math.round((now.getTime() - Date.parse(iso)) / 1000));
  const [unit, size] = units.find(([, length]) => seconds >= length) ?? ['second' as const, 1];
  return new Intl.RelativeTimeFormat(language, { numeric: 'auto' }).format(-Math.floor(seconds / size), unit);
}

/** The time of day in the reader's zone, with the date when it is not the day of `now`. */
export function moment(iso: string, now: Date, language: string, timeZone?: string): string {
  const zone = timeZone === undefined ? {} : { timeZone };
  const day = new Intl.DateTimeFormat(language, { day: 'numeric', month: 'short', ...zone });
  const time = new Intl.DateTimeFormat(language, { timeStyle: 'medium', hourCycle: 'h23', ...zone }).format(
    new Date(iso),
  );
  const date = day.format(new Date(iso));
  return date === day.format(now) ? time : `${date}, ${time}`;
}
