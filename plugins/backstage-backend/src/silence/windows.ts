import type { Silence } from '@autocura/common';
import { DateTime } from 'luxon';
import { RRule } from 'rrule';
import { z } from 'zod';
import { exactly } from './plan';
import { duration, moment, parseFile, zone } from '../files/parts';

const local = z.iso.datetime({ local: true, error: 'must be a time on the wall such as 2026-11-29T02:00:00' });
const matchers = z
  .record(z.string().regex(/^[a-zA-Z_]\w*$/, 'must be the name of a label'), z.string().min(1))
  .refine(of => Object.keys(of).length > 0, 'would silence everything');

const window = z
  .strictObject({
    name: z.string().regex(/^[\w .-]{1,80}$/, 'must be a short name'),
    matchers,
    reason: z.string().trim().min(1).max(500),
    once: z.strictObject({ from: moment, to: moment }).optional(),
    recurs: z
      .strictObject({
        rule: z.string().refine(isRule, 'is no recurrence rule of RFC 5545, or one that recurs within a day'),
        start: local,
        zone,
        lasts: duration,
      })
      .optional(),
  })
  .refine(({ once, recurs }) => (once === undefined) !== (recurs === undefined), 'needs either once or recurs')
  .refine(({ once }) => !once || Date.parse(once.from) < Date.parse(once.to), 'ends before it begins');

export type MaintenanceWindow = z.output<typeof window>;
const document = z
  .array(window)
  .refine(list => new Set(list.map(({ name }) => name)).size === list.length, 'two windows have one name');

/** Reads maintenance windows. Throws an Error that names what is wrong. */
export const parseWindows = (text: string): MaintenanceWindow[] => parseFile(text, document, 'maintenance windows');

/** The windows that are on at `now`, as silences. Recurring ones go by the clock on the wall of their zone. */
export function windowsAt(windows: MaintenanceWindow[], now: Date): Silence[] {
  return windows.flatMap(({ name, matchers: labels, reason, once, recurs }) => {
    const span = once ? { from: new Date(once.from), to: new Date(once.to) } : recurs && occurrenceAt(recurs, now);
    if (!span || span.from > now || span.to <= now) return [];
    return [
      {
        id: `window ${name} ${span.from.toISOString()}`,
        matchers: exactly(labels),
        ...{ from: span.from.toISOString(), to: span.to.toISOString(), by: 'maintenance window', reason },
      },
    ];
  });
}

type Recurs = NonNullable<MaintenanceWindow['recurs']>;

/** Rules are worked out in a time without zones, and only what they give is put on the clock of the zone. */
function occurrenceAt({ rule, start, zone: at, lasts }: Recurs, now: Date): { from: Date; to: Date } | undefined {
  const wall = (instant: Date) => DateTime.fromJSDate(instant, { zone: at }).setZone('utc', { keepLocalTime: true });
  const recurring = new RRule({
    ...RRule.parseString(rule),
    dtstart: DateTime.fromISO(start, { zone: 'utc' }).toJSDate(),
  });
  const last = recurring.before(wall(now).toJSDate(), true);
  if (!last) return undefined;
  const from = DateTime.fromJSDate(last, { zone: 'utc' }).setZone(at, { keepLocalTime: true }).toJSDate();
  return { from, to: new Date(from.getTime() + lasts) };
}

/** What recurs within a day would make every look at it long. */
function isRule(text: string): boolean {
  try {
    const { freq } = RRule.parseString(text);
    return freq !== undefined && freq <= RRule.DAILY;
  } catch {
    return false;
  }
}
