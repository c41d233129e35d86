import { ask, type Answers, failureMode } from '../failureMode';
import { cannotTell, decisive, fair, reader, speaksAgainst, speaksFor, strong, weak, weigh } from '../signs';
import { percent, requests, round } from '../words';

const mostReplicas = 20;

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
    const idle = saturation.some(isMeasured) && !saturated(answers);
    const { of } = reader(answers);
    return weigh(
      of('rate', ({ value }) => {
        const says = `${round(value)} requests a second, ${round(times)} times the usual`;
        if (times >= 1.8) return speaksFor(strong, says);
        return speaksAgainst(times < 1.3 ? decisive : fair, says);
      }),
      of('waiting', ({ value }) => (value > 0 ? speaksFor(strong, `${requests(value)} for a worker`) : undefined)),
      of('busy', ({ value }) => (value >= 0.9 ? speaksFor(weak, `its workers are ${percent(value)} busy`) : undefined)),
      of('pool', ({ value }) => (value > 0 ? speaksFor(weak, `${requests(value)} for a connection`) : undefined)),
      idle ? of('rate', () => speaksAgainst(strong, 'yet nothing in it is full')) : [],
      of('retries', ({ value }) =>
        value > 0.2 * rate.value
          ? speaksAgainst(strong, `${round(value)} of them a second are retries of its callers`)
          : undefined,
      ),
    );
  },
  remedies: ({ service }, _judgement, { rate, wanted }) => {
    if (wanted.state === 'missing' || rate.state === 'missing' || !rate.normal) return [];
    const times = Math.min(3, rate.value / rate.normal);
    const replicas = Math.min(mostReplicas, Math.ceil(wanted.value * times));
    return replicas > wanted.value ? [{ action: 'scale', target: service, params: { service, replicas } }] : [];
  },
});

type Saturation = Answers<'waiting' | 'busy' | 'pool'>;

const isMeasured = (answer: Saturation['waiting']) => answer.state === 'measured';
const saturated = ({ waiting, busy, pool }: Saturation) =>
  (waiting.state === 'measured' && waiting.value > 0) ||
  (busy.state === 'measured' && busy.value >= 0.9) ||
  (pool.state === 'measured' && pool.value > 0);
