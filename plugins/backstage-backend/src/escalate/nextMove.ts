import type { Notice, NoticeEvent, Recipient } from '@autocura/common';
import { urgentKinds } from '@autocura/common';
import { holdsAt } from '../plan';
import { type Escalation, type EscalationPolicy, policyFor, recipientsOf } from './policy';

/** How long something that holds people's rest is believed before it is looked at again. */
const holdMs = 5 * 60_000;
/** Nobody is left to be told, unless the file changes. */
const exhaustedMs = 60 * 60_000;

/**
 * What is to be done next about telling people, as an event; undefined while nothing is. Asked again after each until
 * it is. `hold`: why people are not to be told now, in words.
 */
export function nextMove(notice: Notice, escalation: Escalation, now: string, hold?: string): NoticeEvent | undefined {
  if (notice.state === 'closed') return overFor(notice);
  if (notice.state === 'acknowledged' || (notice.stepAt ?? '9') > now) return undefined;
  const policy = policyFor(escalation, notice, now);
  if (!policy) return { type: 'notice.closed', data: { why: 'no escalation policy covers it' } };
  if (hold !== undefined) return deferred(now, holdMs, hold);
  const step = stepOf(policy, notice.steps);
  if (!step) return deferred(now, exhaustedMs, `every step of policy "${policy.name}" was taken`);
  const sinceMs = Date.parse(now) - Date.parse(notice.openedAt);
  if (notice.steps === 0 && sinceMs < step.afterMs)
    return deferred(now, step.afterMs - sinceMs, `policy "${policy.name}" leaves it time to pass by itself`);
  const isTime = step.during === undefined || holdsAt(step.during, now);
  const to = isTime ? recipientsOf(escalation, step.to, now) : [];
  const next = to.length === 0 ? 0 : waitFor(policy, notice.steps + 1);
  const why = to.length > 0 ? givenUp(notice) : isTime ? 'nobody is on call' : 'the step is not for this time';
  return {
    type: 'notice.step-taken',
    data: {
      ...{ about: 'call', to, policy: policy.name },
      ...(next !== undefined && hasStep(policy, notice.steps + 1) && { stepAt: later(now, next) }),
      ...(why !== undefined && { why }),
    },
  };
}

/** Whoever was called for is told once that it is over. */
function overFor({ kind, deliveries, closed }: Notice): NoticeEvent | undefined {
  if (!urgentKinds.includes(kind) || deliveries.some(({ about }) => about === 'over')) return undefined;
  const told = deliveries.filter(({ state }) => state === 'delivered');
  if (told.length === 0) return undefined;
  const to = new Map<string, Recipient>(
    told.map(({ channel, address, name }) => [`${channel}\n${address}`, { channel, address, name }]),
  );
  const data = { about: 'over' as const, to: [...to.values()], policy: '', ...(closed && { why: closed.why }) };
  return { type: 'notice.step-taken', data };
}

/** Why the step before it reached nobody, where it did not. */
function givenUp({ deliveries, steps }: Notice): string | undefined {
  const last = deliveries.filter(({ step, about }) => step === steps - 1 && about === 'call');
  const reached = last.length === 0 || last.some(({ state }) => state !== 'given up');
  return reached ? undefined : last.map(({ name, channel, reason }) => `${name} by ${channel}: ${reason}`).join('; ');
}

const deferred = (now: string, ms: number, why: string): NoticeEvent => ({
  type: 'notice.deferred',
  data: { until: later(now, ms), why },
});

const hasStep = (policy: EscalationPolicy, index: number) => stepOf(policy, index) !== undefined;
const stepOf = ({ steps, again }: EscalationPolicy, index: number) =>
  index < steps.length * (1 + again.times) ? steps[index % steps.length] : undefined;

/** How long the step of that number waits for the one before it, in milliseconds. */
const waitFor = (policy: EscalationPolicy, index: number) =>
  index % policy.steps.length === 0 ? policy.again.afterMs : stepOf(policy, index)?.afterMs;

const later = (now: string, ms: number) => new Date(Date.parse(now) + ms).toISOString();
