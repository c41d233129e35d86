import { DateTime } from 'luxon';

/** A stretch of time that comes again, as Alertmanager and Grafana write it. What it does not say it does not narrow. */
export interface TimeInterval {
  times?: { start_time: string; end_time: string }[] | undefined;
  /** `monday`, `monday:friday` */
  weekdays?: string[] | undefined;
  /** `1`, `1:5`, `-3:-1`: from the end of the month */
  days_of_month?: string[] | undefined;
  /** `1`, `may:august` */
  months?: string[] | undefined;
  years?: string[] | undefined;
  /** UTC unless told. */
  location?: string | undefined;
}

const weekdays = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];
const months = [
  ...['january', 'february', 'march', 'april', 'may', 'june', 'july', 'august', 'september', 'october'],
  ...['november', 'december'],
];

/** Whether the moment is in it. A place that is not known is in none. */
export function isWithin({ times, location = 'UTC', ...days }: TimeInterval, at: Date): boolean {
  const local = DateTime.fromJSDate(at, { zone: location });
  if (!local.isValid) return false;
  const minute = local.hour * 60 + local.minute;
  const { daysInMonth } = local;
  const fromStart = (day: number) => (day < 0 ? daysInMonth + 1 + day : day);
  return (
    isAny(times, ({ start_time, end_time }) => minuteOf(start_time) <= minute && minute < minuteOf(end_time)) &&
    isAny(days.weekdays, range => holds(range, local.weekday % 7, name => weekdays.indexOf(name.toLowerCase()))) &&
    isAny(days.days_of_month, range => holds(range, local.day, day => fromStart(Number(day)))) &&
    isAny(days.months, range => holds(range, local.month, monthOf)) &&
    isAny(days.years, range => holds(range, local.year, Number))
  );
}

const isAny = <T>(all: T[] | undefined, is: (one: T) => boolean) => !all || all.length === 0 || all.some(is);

function holds(range: string, number: number, numberOf: (text: string) => number): boolean {
  const [from = '', to = from] = range.split(':');
  return numberOf(from) <= number && number <= numberOf(to);
}

const monthOf = (text: string) => months.indexOf(text.toLowerCase()) + 1 || Number(text);

function minuteOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return hours * 60 + minutes;
}
