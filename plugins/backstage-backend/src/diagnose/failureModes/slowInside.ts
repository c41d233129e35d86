import type { Measurement } from '@autocura/common';
import { cameSoon, inWords, lastChange } from '../change';
import { ask, type Answers, failureMode } from '../failureMode';
import { restart } from '../restart';
import { cannotTell, decisive, fair, reader, speaksAgainst, speaksFor, strong, weak, weigh } from '../signs';
import { isFailing, isSlow, worst } from '../thresholds';
import { duration, percent, requests, round, times, usually } from '../words';

/**
 * What is slow with the service can be told from outside: by its own clock, or by its callers' alone when requests
 * hang in it and are never counted. Why cannot be told, so other modes lead where they measure a reason.
 */
export const slowInside = failureMode({
  id: 'slow-inside',
  title: 'The service itself is slow',
  mimickedByCallees: true,
  toldBySlowness: true,
  yieldsFrom: 3,
  asks: {
    own: ask('requests.p95', { normal: true }),
    errors: ask('requests.errors', { normal: true }),
    felt: ask('calls.p95', { by: 'peer', of: 'callers', normal: true }),
    calls: ask('calls.p95', { by: 'peer', normal: true }),
    theirLoop: ask('eventloop.utilization', { of: 'callers', normal: true }),
    theirWait: ask('cpu.wait', { by: 'instance', of: 'callers' }),
    up: ask('availability'),
    restarts: ask('restarts'),
    busy: ask('workers.busy', { normal: true }),
    waiting: ask('workers.waiting', { normal: true }),
    rate: ask('requests.rate', { normal: true }),
  },
  judge: (answers, context) => {
    const { own, felt, rate } = answers;
    // A partner or a database that counts no requests is its callers' slow dependency. Where all hangs, none end.
    if (own.state === 'missing' && (felt.state === 'missing' || rate.state === 'missing')) {
      return cannotTell('own', own.reason);
    }
    const slow = own.state === 'measured' && isSlow(own.value, own.normal);
    const feltSlow = slowFor(answers);
    const asked = own.state === 'measured' ? 'own' : 'felt';
    const change = lastChange(context);
    const { of } = reader(answers);
    if (!slow && !feltSlow) return weigh(of(asked, () => speaksAgainst(decisive, 'it is not slow')));
    return weigh(
      of('own', ({ value, normal }) => {
        const says = `it answers in ${duration(value)}${usually(normal === undefined ? undefined : duration(normal))} (p95)`;
        return slow ? speaksFor(strong, says) : undefined;
      }),
      of('felt', () => {
        if (!feltSlow) return slow ? speaksAgainst(weak, 'its callers do not find it slow') : undefined;
        const says = `${feltSlow.part} waits ${duration(feltSlow.value)} for it (p95)`;
        return slow ? speaksFor(weak, says) : speaksFor(strong, `${says}, of which it knows nothing`);
      }),
      of('calls', ({ parts, normalParts }) => {
        const waits = worst(parts, (value, peer) => isSlow(value, normalParts?.[peer]));
        return waits
          ? speaksAgainst(decisive, `its calls to ${waits.part} are slow (${duration(waits.value)})`)
          : speaksFor(weak, 'none of its own calls is slow');
      }),
      of('errors', ({ value, normal }) =>
        isFailing(value, normal)
          ? speaksAgainst(strong, `it fails ${percent(value)} of its requests, which is more than slow`)
          : undefined,
      ),
      of('busy', ({ value }) =>
        value >= 0.9 && !hasMoreToDo(answers)
          ? speaksFor(weak, `its workers are ${percent(value)} busy without more to do`)
          : undefined,
      ),
      of('waiting', ({ value }) =>
        value > 0 && !hasMoreToDo(answers) ? speaksFor(weak, `${requests(round(value))} for a worker`) : undefined,
      ),
      of('rate', () =>
        hasMoreToDo(answers) ? speaksAgainst(fair, 'it has more to do than usual, which slows it') : undefined,
      ),
      of('up', ({ value }) => (value < 1 ? speaksAgainst(strong, 'not all of its targets answer') : undefined)),
      of('restarts', ({ value }) =>
        value > 0 ? speaksAgainst(strong, `restarted ${times(value)}: it may still be starting`) : undefined,
      ),
      change && cameSoon(context, change)
        ? of(asked, () => speaksAgainst(strong, `it came soon after the ${inWords(change)}`))
        : [],
    );
  },
  // What is only slow still serves, and a restart would drop it; what hangs is lost already.
  remedies: ({ service }, _judgement, answers) => (hangs(answers) ? [restart(service)] : []),
});

type Asked = Answers<'own' | 'felt' | 'theirLoop' | 'theirWait' | 'busy' | 'rate'>;

/** Waits that its own clock does not know are requests that hang in it; less than this is the way between the two. */
const unknownS = 0.5;

/** The caller that waits longest for it. One that has no time for itself finds everything slow. */
function slowFor({ own, felt, theirLoop, theirWait }: Pick<Asked, 'own' | 'felt' | 'theirLoop' | 'theirWait'>) {
  if (felt.state === 'missing') return undefined;
  const known = own.state === 'measured' && !isSlow(own.value, own.normal) ? own.value + unknownS : 0;
  const partOf = (answer: Measurement, caller: string) =>
    answer.state === 'measured' ? (answer.parts?.[caller] ?? 0) : 0;
  return worst(
    felt.parts,
    (value, caller) =>
      value > known &&
      isSlow(value, felt.normalParts?.[caller]) &&
      partOf(theirLoop, caller) <= 0.9 &&
      partOf(theirWait, caller) <= 0.5,
  );
}

const hasMoreToDo = ({ rate }: Pick<Asked, 'rate'>) =>
  rate.state === 'measured' && rate.normal !== undefined && rate.value > 1.3 * rate.normal;

/** Requests in it do not end: callers wait for what it does not count, or what holds its workers is not more work. */
function hangs(answers: Asked): boolean {
  const { own, busy } = answers;
  const slow = own.state === 'measured' && isSlow(own.value, own.normal);
  const uncounted = !slow && slowFor(answers) !== undefined;
  return uncounted || (busy.state === 'measured' && busy.value >= 0.9 && !hasMoreToDo(answers));
}
