import type { Incident, Notice, NoticeKind, Recipient } from '@autocura/common';
import { urgentKinds } from '@autocura/common';
import { type During, holdsAt } from '../plan';
import { onCall, type Schedule } from './schedule';

/** Somebody who can be told, by the name that the file calls them. */
export interface Person {
  /** As events name them: `user:default/ana`. */
  user?: string;
  /** What they may do when they answer from a channel. */
  role?: 'viewer' | 'responder' | 'approver';
  /** By the name of a channel: how that channel knows them. */
  addresses: Record<string, string>;
}

/** Whom a step tells. `by`: the channels, all that the person has where none is named. */
export type Target =
  { schedule: string; by?: string[] } | { person: string; by?: string[] } | { channel: string; address: string };

export interface EscalationStep {
  /** How long after the step before it, or after the first call for people, in milliseconds. */
  afterMs: number;
  to: Target[];
  /** Left out at any other time. */
  during?: During;
}

/** Who is told of what it matches, one after another until somebody takes it on. */
export interface EscalationPolicy {
  name: string;
  match: {
    service?: string[];
    severity?: Incident['severity'][];
    kind?: NoticeKind[];
    during?: During;
  };
  steps: EscalationStep[];
  /** How often it begins again when nobody has answered, and how long after its last step, in milliseconds. */
  again: { times: number; afterMs: number };
}

/** All that the file says. */
export interface Escalation {
  people: Record<string, Person>;
  schedules: Record<string, Schedule>;
  policies: EscalationPolicy[];
}

/** The first that matches at `now` (ISO 8601). News is told only where a policy names its kind. */
export function policyFor({ policies }: Escalation, notice: Notice, now: string): EscalationPolicy | undefined {
  const covers = <T>(listed: readonly T[] | undefined, value: T) => listed === undefined || listed.includes(value);
  return policies.find(
    ({ match }) =>
      covers(match.kind ?? urgentKinds, notice.kind) &&
      covers(match.service, notice.service) &&
      covers(match.severity, notice.severity) &&
      (match.during === undefined || holdsAt(match.during, now)),
  );
}

/** Whom it reaches at `now` (ISO 8601), each once. Nobody where nobody is on call. */
export function recipientsOf(escalation: Escalation, targets: Target[], now: string): Recipient[] {
  const found = targets.flatMap(target => {
    if ('channel' in target) return [{ ...target, name: target.address }];
    const name = 'person' in target ? target.person : onCallOf(escalation, target.schedule, now);
    const person = name === undefined ? undefined : escalation.people[name];
    if (name === undefined || person === undefined) return [];
    return (target.by ?? Object.keys(person.addresses)).flatMap(channel => {
      const address = person.addresses[channel];
      return address === undefined ? [] : [{ channel, address, name }];
    });
  });
  return [...new Map(found.map(one => [`${one.channel}\n${one.address}`, one])).values()];
}

function onCallOf({ schedules }: Escalation, name: string, now: string): string | undefined {
  const schedule = schedules[name];
  return schedule && onCall(schedule, now).person;
}
