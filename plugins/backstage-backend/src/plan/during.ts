export const days = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
export type Day = (typeof days)[number];

/** When a rule holds: hours of days of the week, or from one moment to another. All that is said has to be so. */
export interface During {
  /** Days on which the hours begin; every day where none is said. */
  days?: Day[];
  /** `HH:MM`, from and before; beyond midnight where `to` is not later than `from`. The whole day where not said. */
  hours?: { from: string; to: string };
  /** IANA time zone of days and hours. */
  zone: string;
  /** ISO 8601, from and before. */
  between?: { from: string; to: string };
}

const minutesOfDay = 24 * 60;

/** Pure; throws RangeError for a zone that does not exist. `now` is ISO 8601. */
export function holdsAt({ days: on, hours, zone, between }: During, now: string): boolean {
  const at = Date.parse(now);
  if (between && (at < Date.parse(between.from) || at >= Date.parse(between.to))) return false;
  if (!on && !hours) return true;
  const { day, minute } = localTime(at, zone);
  const isOn = (index: number) => !on || on.includes(days[(index + days.length) % days.length]!);
  const [from, to] = hours ? [minutesIn(hours.from), minutesIn(hours.to)] : [0, minutesOfDay];
  if (from < to) return isOn(day) && minute >= from && minute < to;
  return (isOn(day) && minute >= from) || (isOn(day - 1) && minute < to);
}

function localTime(at: number, zone: string): { day: number; minute: number } {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(at);
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.find(one => one.type === type)?.value ?? '';
  return {
    day: days.indexOf(part('weekday').toLowerCase() as Day),
    minute: Number(part('hour')) * 60 + Number(part('minute')),
  };
}

function minutesIn(time: string): number {
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  return hour * 60 + minute;
}
