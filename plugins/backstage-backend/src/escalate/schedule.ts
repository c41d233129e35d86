import type { OnCall } from '@autocura/common';
import { type During, holdsAt } from '../plan';
import { localDay, minutesIn } from './localDay';

/** People who take turns. */
export interface Schedule {
  /** IANA. */
  zone: string;
  /** In the order of their turns. */
  people: string[];
  /** `YYYY-MM-DD`, the day on which the first turn of the first begins. */
  since: string;
  /** `HH:MM` of the zone, at which one hands over to the next. */
  handover: string;
  /** How many days a turn has. */
  turnDays: number;
  /** Nobody is on call at any other time. */
  during?: During;
  /** Somebody stands in, ISO 8601, from and before. Of several the last in the file counts. */
  overrides: { person: string; from: string; to: string }[];
}

type Now = Omit<OnCall, 'schedule' | 'until'>;

/** Who is called at `now` (ISO 8601), and why. Turns go by the clock on the wall, so a day may have 23 or 25 hours. */
export function onCall({ zone, people, since, handover, turnDays, during, overrides }: Schedule, now: string): Now {
  const at = Date.parse(now);
  const override = overrides.findLast(({ from, to }) => Date.parse(from) <= at && at < Date.parse(to));
  if (override) return { person: override.person, why: `override until ${override.to}` };
  if (during && !holdsAt(during, now)) return { why: 'nobody is on call at this time' };
  const { day, minute } = localDay(at, zone);
  const days = day - Date.parse(since) / dayMs - (minute < minutesIn(handover) ? 1 : 0);
  if (days < 0) return { why: `the first turn begins on ${since}` };
  const person = people[Math.floor(days / turnDays) % people.length];
  return person === undefined ? { why: 'nobody takes turns here' } : { person, why: 'their turn' };
}

const dayMs = 24 * 3_600_000;
const minuteMs = 60_000;
const strideMs = 15 * minuteMs;
/** A change farther away is not told. */
const mostStrides = (28 * dayMs) / strideMs;

/** When somebody else is called, or nobody, to the minute, ISO 8601; undefined when that is weeks away. */
export function changesAt(schedule: Schedule, now: string): string | undefined {
  const person = (at: number) => onCall(schedule, new Date(at).toISOString()).person;
  const before = person(Date.parse(now));
  let at = Math.floor(Date.parse(now) / minuteMs) * minuteMs;
  for (let stride = 0; stride < mostStrides; stride += 1) {
    if (person(at + strideMs) !== before) {
      while (person(at + minuteMs) === before) at += minuteMs;
      return new Date(at + minuteMs).toISOString();
    }
    at += strideMs;
  }
  return undefined;
}
