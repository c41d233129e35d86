import { cameSoon, lastChange, sinceChange, undo } from '../change';
import { ask, failureMode } from '../failureMode';
import { restart } from '../restart';
import { cannotTell, decisive, fair, reader, speaksAgainst, speaksFor, strong, weak, weigh } from '../signs';
import { isHot, isSlow, worst } from '../thresholds';
import { duration, percent, requests, round, usually } from '../words';

/**
 * Workers that never come back, as in a deadlock or a leak of threads. What hangs is never counted, so what is counted
 * looks well; whatever else can hold all of them is measured elsewhere and speaks against it.
 */
export const workersHeld = failureMode({
  id: 'workers-held',
  title: 'Its workers are taken and not given back',
  mimickedByCallees: true,
  asks: {
    busy: ask('workers.busy', { normal: true }),
    waiting: ask('workers.waiting', { normal: true }),
    rate: ask('requests.rate', { normal: true }),
    own: ask('requests.p95', { normal: true }),
    calls: ask('calls.p95', { by: 'peer', normal: true }),
    pool: ask('pool.waiting', { by: 'instance' }),
    cpu: ask('cpu.used', { normal: true }),
    loop: ask('eventloop.utilization', { normal: true }),
    wait: ask('cpu.wait', { by: 'instance' }),
    retries: ask('calls.retries', { by: 'peer', of: 'callers' }),
    queue: ask('queue.age', { normal: true }),
  },
  judge: (answers, context) => {
    const { busy, waiting, calls, queue } = answers;
    if (busy.state === 'missing') return cannotTell('busy', busy.reason);
    if (waiting.state === 'missing') return cannotTell('waiting', waiting.reason);
    const { of, ofBoth } = reader(answers);
    const change = lastChange(context, 'deploy');
    const cannotSee = calls.state === 'missing' && context.callees.length > 0;
    return {
      ...weigh(
        of('busy', ({ value }) => {
          const says = `its workers are ${percent(value)} busy`;
          return value >= 0.9 ? speaksFor(strong, says) : speaksAgainst(decisive, says);
        }),
        of('waiting', ({ value }) =>
          value >= 1
            ? speaksFor(fair, `${requests(round(value))} for a worker`)
            : speaksAgainst(decisive, 'no request waits for a worker'),
        ),
        of('rate', ({ value, normal }) => {
          if (normal === undefined) return undefined;
          const says = `it serves ${round(value)} requests a second, usually ${round(normal)}`;
          if (value > 1.3 * normal) return speaksAgainst(decisive, `${says}: it has more to do`);
          return value < 0.8 * normal ? speaksFor(weak, says) : undefined;
        }),
        of('own', ({ value, normal }) => {
          const says = `what it answers takes ${duration(value)}${usually(normal === undefined ? undefined : duration(normal))} (p95)`;
          return isSlow(value, normal) ? speaksAgainst(decisive, says) : speaksFor(weak, says);
        }),
        of('calls', ({ parts, normalParts }) => {
          const slow = worst(parts, (value, peer) => isSlow(value, normalParts?.[peer]));
          return slow ? speaksAgainst(decisive, `calls to ${slow.part} take ${duration(slow.value)}`) : undefined;
        }),
        cannotSee ? of('busy', () => speaksAgainst(strong, 'how long its own calls take is not known')) : [],
        of('pool', ({ value }) =>
          value > 0 ? speaksAgainst(decisive, `${requests(value)} for a connection, which holds them`) : undefined,
        ),
        of('cpu', ({ value, normal }) =>
          isHot(value, normal)
            ? speaksAgainst(strong, `it uses ${round(value)} cores, much more than usual`)
            : undefined,
        ),
        of('loop', ({ value, normal }) =>
          value > 0.9 && value > 1.3 * (normal ?? 0)
            ? speaksAgainst(decisive, `its event loop is ${percent(value)} busy`)
            : undefined,
        ),
        of('wait', ({ value }) =>
          value > 0.5 ? speaksAgainst(decisive, `it waits for a core ${round(value)} s each second`) : undefined,
        ),
        ofBoth('retries', 'rate', ({ parts }, { value }) => {
          const repeated = Object.values(parts ?? {}).reduce((sum, one) => sum + one, 0);
          return repeated > 0.2 * value
            ? speaksAgainst(fair, `${round(repeated)} calls to it a second are retries`)
            : undefined;
        }),
        queue.state === 'measured' ? of('queue', () => speaksAgainst(decisive, 'its work comes by a queue')) : [],
        sinceChange(context, change, 'busy', fair),
      ),
      ...(change && { change }),
    };
  },
  // What a release brought comes again after a restart.
  remedies: (context, { change }) => [
    ...(change && cameSoon(context, change) ? undo(context.service, change) : []),
    restart(context.service),
  ],
});
