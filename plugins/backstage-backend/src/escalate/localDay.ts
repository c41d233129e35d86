const formats = new Map<string, Intl.DateTimeFormat>();

/** The day of the zone, counted from 1970-01-01, and the minute of that day. `at`: epoch milliseconds. */
export function localDay(at: number, zone: string): { day: number; minute: number } {
  const part = partsOf(at, zone);
  const day = Date.UTC(part('year'), part('month') - 1, part('day')) / (24 * 3_600_000);
  return { day, minute: part('hour') * 60 + part('minute') };
}

/** Of `HH:MM`. */
export function minutesIn(time: string): number {
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  return hour * 60 + minute;
}

function partsOf(at: number, zone: string) {
  const format = formats.get(zone) ?? formatOf(zone);
  formats.set(zone, format);
  const parts = format.formatToParts(at);
  return (type: Intl.DateTimeFormatPartTypes) => Number(parts.find(one => one.type === type)?.value);
}

const formatOf = (timeZone: string) =>
  new Intl.DateTimeFormat('en-GB', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
