import { ask, type Answers, failureMode } from '../failureMode';
import { cannotTell, decisive, fair, reader, speaksAgainst, speaksFor, strong, weak, weigh } from '../signs';
import { isSlow, waitsFor } from '../thresholds';
import { duration, percent, requests, round } from '../words';

const mostReplicas = 20;
/** Never more than this many times the replicas at once: a wrong guess stays affordable. */
const mostTimes = 3;
/** How busy workers should be afterwards: what waits has to be worked off, and what was served was all it could. */
const wantedBusy = 0.4;

export const overload = failureMode({
  id: 'overload',
  title: 'More requests than it can serve',
  mimickedByCallees: true,
  asks: {
    rate: ask('requests.rate', { normal: true }),
    waiting: ask('workers.waiting', { normal: true }),
    busy: ask('workers.busy', { normal: true }),
    pool: ask('pool.waiting', { by: 'instance' }),
    retries: ask('calls.retries', { by: 'peer', of: 'callers' }),
    wanted: ask('replicas.wanted'),
  },
  judge: answers => {
    const { rate } = answers;
    if (rate.state === 'missing') return cannotTell('rate', rate.reason);
    if (rate.normal === undefined) return cannotTell('rate', 'what is usual is not known');
    const times = rate.value / Math.max(rate.normal, 0.01);
    const saturation = [answers.waiting, answers.busy, answers.pool];
    const idle = saturation.some(isMeasured) && !isSaturated(answers, rate.value);
    const { of } = reader(answers);
    return weigh(
      of('rate', ({ value }) => {
        const says = `${round(value)} requests a second, ${round(times)} times the usual`;
        if (times >= 1.8) return speaksFor(strong, says);
        return speaksAgainst(times < 1.3 ? decisive : fair, says);
      }),
      of('waiting', ({ value }) => {
        const wait = waitsFor(value, rate.value);
        return isSlow(wait, 0)
          ? speaksFor(strong, `${requests(round(value))} for a worker, ${duration(wait)} each`)
          : undefined;
      }),
      of('busy', ({ value }) => (value >= 0.9 ? speaksFor(weak, `its workers are ${percent(value)} busy`) : undefined)),
      of('pool', ({ value }) => (value > 0 ? speaksFor(weak, `${requests(value)} for a connection`) : undefined)),
      idle ? of('rate', () => speaksAgainst(strong, 'yet nothing in it is full')) : [],
      of('retries', ({ parts }) => {
        const repeated = Object.values(parts ?? {}).reduce((sum, value) => sum + value, 0);
        const says = `${round(repeated)} of them a second are retries of its callers`;
        if (repeated > 0.5 * rate.value) return speaksAgainst(decisive, says);
        return repeated > 0.2 * rate.value ? speaksAgainst(strong, says) : undefined;
      }),
    );
  },
  remedies: ({ service }, _judgement, { rate, wanted, busy }) => {
    if (wanted.state === 'missing' || rate.state === 'missing' || !rate.normal) return [];
    const usuallyBusy = busy.state === 'measured' ? busy.normal : undefined;
    const byRate = (rate.value / rate.normal) * (usuallyBusy ? usuallyBusy / wantedBusy : 1);
    // Of a surge that has just begun the rate, which looks back, shows a part only, and no more than is served.
    const byBusy = busy.state === 'measured' ? busy.value / wantedBusy : 0;
    const needed = Math.max(byRate, byBusy) * wanted.value;
    const most = Math.min(mostReplicas, Math.floor(mostTimes * wanted.value));
    const replicas = Math.min(most, Math.max(Math.floor(wanted.value) + 1, Math.ceil(needed)));
    return replicas > wanted.value ? [{ action: 'scale', target: service, params: { service, replicas } }] : [];
  },
});

type Saturation = Answers<'waiting' | 'busy' | 'pool'>;

const isMeasured = (answer: Saturation['waiting']) => answer.state === 'measured';
const isSaturated = ({ waiting, busy, pool }: Saturation, rate: number) =>
  (waiting.state === 'measured' && isSlow(waitsFor(waiting.value, rate), 0)) ||
  (busy.state === 'measured' && busy.value >= 0.9) ||
  (pool.state === 'measured' && pool.value > 0);
