import { lastChange, undo } from '../change';
import { ask, type Answers, failureMode } from '../failureMode';
import { restart } from '../restart';
import { saidInLogs } from '../saidInLogs';
import { cannotTell, decisive, fair, reader, speaksAgainst, speaksFor, strong, weak, weigh } from '../signs';
import { isFailing, isSlow, worst } from '../thresholds';
import { duration, percent, requests, round } from '../words';

export const poolExhausted = failureMode({
  id: 'pool-exhausted',
  title: 'Its connections are taken and not given back',
  mimickedByCallees: true,
  asks: {
    used: ask('pool.used', { by: 'instance' }),
    max: ask('pool.max', { by: 'instance' }),
    waiting: ask('pool.waiting', { by: 'instance' }),
    active: ask('database.active', { of: 'callees' }),
    blocked: ask('database.blocked', { of: 'callees' }),
    calls: ask('calls.p95', { by: 'peer', normal: true }),
    errors: ask('requests.errors', { normal: true }),
    rate: ask('requests.rate', { normal: true }),
    wait: ask('cpu.wait', { by: 'instance' }),
    said: ask('logs.poolTimeout', { normal: true }),
  },
  judge: (answers, context) => {
    const { used, max, active } = answers;
    if (used.state === 'missing') return cannotTell('used', used.reason);
    if (max.state === 'missing') return cannotTell('max', max.reason);
    const pool = fullest(answers);
    const change = lastChange(context, 'deploy');
    const databases = active.state === 'measured' ? (active.parts ?? {}) : {};
    const { of } = reader(answers);
    return {
      ...weigh(
        of('used', () => {
          const says = `${pool.used} of ${pool.max} connections are in use`;
          if (pool.used < 0.95 * pool.max) return speaksAgainst(decisive, says);
          return speaksFor(pool.waiting > 0 ? strong : weak, says);
        }),
        of('waiting', () =>
          pool.waiting > 0
            ? speaksFor(weak, `${requests(pool.waiting)} for one`)
            : speaksAgainst(fair, 'nobody waits for one'),
        ),
        of('active', ({ value }) =>
          value <= Math.max(2, pool.max / 4)
            ? speaksFor(strong, `the database works on ${value} statements only`)
            : speaksAgainst(weak, `the database works on ${value} statements`),
        ),
        of('blocked', ({ value }) =>
          value > 0 ? speaksAgainst(decisive, `${value} sessions of the database wait for a lock`) : undefined,
        ),
        of('calls', ({ parts, normalParts }) => {
          // How long a database call takes may include the wait for a connection: it tells nothing here.
          const slow = worst(parts, (value, peer) => !(peer in databases) && isSlow(value, normalParts?.[peer]));
          return slow
            ? speaksAgainst(strong, `calls to ${slow.part} take ${duration(slow.value)} and may hold the connections`)
            : undefined;
        }),
        of('errors', ({ value, normal }) =>
          isFailing(value, normal) ? speaksFor(weak, `it fails ${percent(value)} of its requests`) : undefined,
        ),
        // Whoever waits too long for a lock or a slow answer leaves others without a connection as well.
        of('said', saidInLogs(weak, 'its log', 'connections that were not to be had in time')),
        of('wait', ({ value }) =>
          value > 0.5
            ? speaksAgainst(decisive, `it waits for a core ${round(value)} s each second and holds them meanwhile`)
            : undefined,
        ),
        of('rate', ({ value, normal }) =>
          normal !== undefined && value > 1.5 * normal
            ? speaksAgainst(fair, 'it has much more to do than usual')
            : undefined,
        ),
      ),
      ...(change && { change }),
    };
  },
  remedies: (context, { change }) => [restart(context.service), ...undo(context.service, change)],
});

/** The instance whose pool is the fullest, of those that tell use and size. */
function fullest({ used, max, waiting }: Answers<'used' | 'max' | 'waiting'>) {
  const parts = (answer: typeof used) => (answer.state === 'measured' ? (answer.parts ?? {}) : {});
  const pools = Object.entries(parts(used)).flatMap(([instance, count]) => {
    const size = parts(max)[instance];
    return size ? [{ used: count, max: size, waiting: parts(waiting)[instance] ?? 0 }] : [];
  });
  const [first] = pools.sort((a, b) => b.used / b.max - a.used / a.max || b.waiting - a.waiting);
  return first ?? { used: 0, max: 1, waiting: 0 };
}
