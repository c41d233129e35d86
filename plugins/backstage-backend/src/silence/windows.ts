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
export const windowsAt = (windows: MaintenanceWindow[], now: Date): Silence[] =>
  windows.flatMap(window => {
    const span = window.once ? spanOf(window.once) : window.recurs && occurrence(window.recurs, now, 'last');
    return span && span.from <= now && span.to > now ? [asSilence(window, span)] : [];
  });

/** Of each window the next time that it will be on after `now`, as a silence. */
export const windowsAhead = (windows: MaintenanceWindow[], now: Date): Silence[] =>
  windows.flatMap(window => {
    const span = window.once ? spanOf(window.once) : window.recurs && occurrence(window.recurs, now, 'next');
    return span && span.from > now ? [asSilence(window, span)] : [];
  });

interface Span {
  from: Date;
  to: Date;
}

const asSilence = ({ name, matchers: labels, reason }: MaintenanceWindow, { from, to }: Span): Silence => ({
  id: `window ${name} ${from.toISOString()}`,
  matchers: exactly(labels),
  ...{ from: from.toISOString(), to: to.toISOString(), by: 'maintenance window', reason },
});

const spanOf = ({ from, to }: { from: string; to: string }): Span => ({ from: new Date(from), to: new Date(to) });

type Recurs = NonNullable<MaintenanceWindow['recurs']>;

/** Rules are worked out in a time without zones, and only what they give is put on the clock of the zone. */
function occurrence({ rule, start, zone: at, lasts }: Recurs, now: Date, which: 'last' | 'next'): Span | undefined {
  const wall = DateTime.fromJSDate(now, { zone: at }).setZone('utc', { keepLocalTime: true }).toJSDate();
  const recurring = new RRule({
    ...RRule.parseString(rule),
    dtstart: DateTime.fromISO(start, { zone: 'utc' }).toJSDate(),
  });
  const found = which === 'last' ? recurring.before(wall, true) : recurring.after(wall);
  if (!found) return undefined;
  const from = DateTime.fromJSDate(found, { zone: 'utc' }).setZone(at, { keepLocalTime: true }).toJSDate();
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
