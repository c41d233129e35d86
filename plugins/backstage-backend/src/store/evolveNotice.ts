import type { Delivery, Notice, NoticeEvent, Recipient, Stored } from '@autocura/common';
import { urgentKinds } from '@autocura/common';

/** The notice after the event. Pure, and the only place that says what an event means to a notice. */
export function evolveNotice(before: Notice, event: Stored<NoticeEvent>): Notice {
  const notice = { ...before, version: event.seq };
  switch (event.type) {
    case 'notice.step-taken':
      return withDue(afterStep(notice, event));
    case 'notice.delivered':
      return withDue(withDelivery(notice, event.data.key, { state: 'delivered' }));
    case 'notice.undelivered':
      return withDue(afterRefusal(notice, event));
    case 'notice.deferred': {
      const { until, why } = event.data;
      return withDue({ ...notice, stepAt: until, waits: why });
    }
    case 'notice.acknowledged': {
      const { by, note } = event.data;
      const acknowledged = { by, at: event.at, ...(note !== undefined && { note }) };
      return withDue({ ...quiet(notice, 'somebody took it on'), state: 'acknowledged', acknowledged });
    }
    case 'notice.closed':
      return closed(notice, event.at, event.data.why);
  }
}

/** It is over, and whoever was to be called is not called any more. */
export function closed(notice: Notice, at: string, why: string): Notice {
  return withDue({ ...quiet(notice, why), state: 'closed', closed: { at, why } });
}

function afterStep(notice: Notice, { at, data }: Stored<NoticeEvent> & { type: 'notice.step-taken' }): Notice {
  const { about, to, stepAt } = data;
  const step = notice.steps;
  const { waits: _, stepAt: _before, ...rest } = notice;
  const deliveries = [...notice.deliveries, ...to.map(one => deliveryOf(one, { id: notice.id, step, about, at }))];
  const next = { ...rest, deliveries, steps: step + 1, ...(stepAt !== undefined && { stepAt }) };
  const isNews = !urgentKinds.includes(notice.kind);
  return isNews && about === 'call' ? { ...next, state: 'closed', closed: { at, why: 'it is news, told once' } } : next;
}

const deliveryOf = (
  { channel, address, name }: Recipient,
  { id, step, about, at }: { id: string; step: number; about: Delivery['about']; at: string },
): Delivery => ({
  ...{ channel, address, name, step, about, state: 'waiting', refused: 0, dueAt: at },
  key: `${id}/${step}/${channel}/${address}`,
});

/** Given up by all that a step told, the next one is due at once. */
function afterRefusal(notice: Notice, { at, data }: Stored<NoticeEvent> & { type: 'notice.undelivered' }): Notice {
  const { key, reason, again, turn } = data;
  const refused = (turn ? 0 : 1) + (notice.deliveries.find(one => one.key === key)?.refused ?? 0);
  if (again !== undefined) return withDelivery(notice, key, { reason, refused, dueAt: again });
  const next = withDelivery(notice, key, { state: 'given up', reason, refused });
  const calls = next.deliveries.filter(({ step, about }) => step === next.steps - 1 && about === 'call');
  const reachesNobody = calls.length > 0 && calls.every(({ state }) => state === 'given up');
  return reachesNobody && next.state === 'open' && next.stepAt !== undefined ? { ...next, stepAt: at } : next;
}

function withDelivery(notice: Notice, key: string, change: Partial<Delivery>): Notice {
  const deliveries = notice.deliveries.map(one => {
    if (one.key !== key) return one;
    const { dueAt, ...next } = { ...one, ...change };
    return next.state === 'waiting' && dueAt !== undefined ? { ...next, dueAt } : next;
  });
  return { ...notice, deliveries };
}

/** Nobody is called any more; news goes on to whom it was for. */
function quiet(notice: Notice, why: string): Notice {
  const { stepAt: _, waits: _why, ...rest } = notice;
  if (!urgentKinds.includes(notice.kind)) return rest;
  const deliveries = notice.deliveries.map(({ dueAt, ...one }): Delivery => {
    if (one.state !== 'waiting' || one.about === 'over') return dueAt === undefined ? one : { ...one, dueAt };
    return { ...one, state: 'given up', reason: why };
  });
  return { ...rest, deliveries };
}

function withDue({ dueAt: _, ...notice }: Notice): Notice {
  const waiting = notice.deliveries.flatMap(({ dueAt }) => dueAt ?? []);
  const step = notice.state === 'open' && notice.stepAt !== undefined ? [notice.stepAt] : [];
  const over = isToldOver(notice) ? [notice.closed!.at] : [];
  const [dueAt] = [...waiting, ...step, ...over].sort();
  return { ...notice, ...(dueAt !== undefined && { dueAt }) };
}

const isToldOver = ({ kind, closed: end, deliveries }: Notice) =>
  end !== undefined &&
  urgentKinds.includes(kind) &&
  deliveries.some(({ state }) => state === 'delivered') &&
  !deliveries.some(({ about }) => about === 'over');
