import { noticeKinds } from '@autocura/common';
import { z } from 'zod';
import { peopleRoles } from '../access/roles';
import type { Escalation } from '../escalate';
import { clock, defined, during, duration, moment, names, parseFile, span, zone } from '../files/parts';

const key = z.string().regex(/^[\w.@-]{1,64}$/, 'must be a short name without spaces');
const address = z.string().min(1).max(500);

const person = z
  .strictObject({
    user: z.string().min(1).optional(),
    role: z.enum(peopleRoles).optional(),
    addresses: z.record(key, address),
  })
  .transform(({ addresses, ...rest }) => ({ ...defined(rest), addresses }));

const schedule = z
  .strictObject({
    zone,
    people: z.array(key).min(1),
    since: z.iso.date('must be a day such as 2026-11-30'),
    handover: clock.default('09:00'),
    turnDays: z.number().int().min(1).max(366).default(7),
    during: during.optional(),
    overrides: z
      .array(z.strictObject({ person: key, from: moment, to: moment }))
      .default([])
      .refine(list => list.every(({ from, to }) => span.safeParse({ from, to }).success), 'ends before it begins'),
  })
  .transform(({ during: only, ...rest }) => ({ ...rest, ...(only && { during: only }) }));

const by = z.array(key).min(1).optional();
const target = z.union([
  z.strictObject({ schedule: key, by }).transform(({ schedule: of, ...rest }) => ({ schedule: of, ...defined(rest) })),
  z.strictObject({ person: key, by }).transform(({ person: of, ...rest }) => ({ person: of, ...defined(rest) })),
  z.strictObject({ channel: key, address }),
]);

const policy = z
  .strictObject({
    name: z.string().min(1),
    match: z
      .strictObject({
        service: names,
        severity: z.array(z.enum(['critical', 'warning', 'info'])).min(1),
        kind: z.array(z.enum(noticeKinds)).min(1),
        during,
      })
      .partial()
      .default({}),
    steps: z
      .array(
        z
          .strictObject({ after: duration.default(0), to: z.array(target).min(1), during: during.optional() })
          .transform(({ after, during: only, to }) => ({ afterMs: after, to, ...(only && { during: only }) })),
      )
      .min(1)
      .max(20),
    again: z
      .strictObject({ times: z.number().int().min(0).max(20), after: duration.default(30 * 60_000) })
      .default({ times: 0, after: 30 * 60_000 }),
  })
  .transform(({ match, again: { times, after }, ...rest }) => ({
    ...rest,
    match: defined(match),
    again: { times, afterMs: after },
  }));

const document = z
  .strictObject({
    people: z.record(key, person).default({}),
    schedules: z.record(key, schedule).default({}),
    policies: z.array(policy).min(1),
  })
  .superRefine((file, context) => {
    for (const [path, name, known] of namesIn(file)) {
      if (!Object.hasOwn(known, name)) context.addIssue({ code: 'custom', path, message: `nobody knows "${name}"` });
    }
  });

/** Reads people, schedules and escalation policies. Throws an Error that names what is wrong. */
export const parseEscalation = (text: string): Escalation => parseFile(text, document, 'escalation policy');

/** Each name that is used, where it is, and among what it must be. */
function* namesIn({ people, schedules, policies }: Escalation): Generator<[(string | number)[], string, object]> {
  for (const [name, { people: turns, overrides }] of Object.entries(schedules)) {
    for (const [index, one] of turns.entries()) yield [['schedules', name, 'people', index], one, people];
    for (const [index, { person: one }] of overrides.entries())
      yield [['schedules', name, 'overrides', index, 'person'], one, people];
  }
  for (const [policyIndex, { steps }] of policies.entries()) {
    for (const [stepIndex, { to }] of steps.entries()) {
      for (const [index, one] of to.entries()) {
        const path = ['policies', policyIndex, 'steps', stepIndex, 'to', index];
        if ('schedule' in one) yield [path, one.schedule, schedules];
        else if ('person' in one) yield [path, one.person, people];
      }
    }
  }
}
