import { lastChange } from '../change';
import type { Measurement } from '@autocura/common';
import { ask, type Answers, failureMode } from '../failureMode';
import { restart } from '../restart';
import { slotOf } from '../slot';
import { cannotTell, decisive, type Measured, reader, speaksAgainst, speaksFor, strong, weak, weigh } from '../signs';
import { failing } from '../thresholds';
import { duration, percent } from '../words';

/** So many times what the worst of its siblings has is no chance. */
const far = 4;
/** An instance that does less than this share of an even part of the work tells too little. */
const leastPart = 0.2;

export const badReplica = failureMode({
  id: 'bad-replica',
  title: 'One replica is bad, its siblings are well',
  // What they call hurts all replicas alike, but not in the same moment.
  mimickedByCallees: true,
  asks: {
    errors: ask('requests.errors', { by: 'instance' }),
    p95: ask('requests.p95', { by: 'instance' }),
    rate: ask('requests.rate', { by: 'instance' }),
  },
  judge: (answers, context) => {
    const { errors, p95 } = answers;
    if (errors.state === 'missing' && p95.state === 'missing') return cannotTell('errors', errors.reason);
    const fails = failingOne(answers);
    const slow = slowOne(answers);
    const asked = errors.state === 'measured' ? 'errors' : 'p95';
    const { of, ofBoth } = reader(answers);
    if (!fails && !slow) return weigh(of(asked, () => speaksAgainst(decisive, 'no replica stands out among others')));
    return {
      ...weigh(
        of('errors', () => {
          if (!fails) return undefined;
          const { instance, value, rest } = fails;
          const says = `${instance} fails ${percent(value)} of its requests, none of the others more than ${percent(rest)}`;
          return speaksFor(decisive, says);
        }),
        ofBoth('errors', 'rate', (ratios, rates) => {
          const share = fails ? shareOf(fails.instance, ratios, rates) : 0;
          return share >= 0.8 ? speaksFor(strong, `${percent(share)} of all failures are its own`) : undefined;
        }),
        of('p95', () => {
          if (!slow || (fails && slow.instance !== fails.instance)) return undefined;
          const { instance, value, rest } = slow;
          const says = `${instance} answers in ${duration(value)} (p95), all others within ${duration(rest)}`;
          return speaksFor(fails ? weak : strong + weak, says);
        }),
        // A rollout that has come to one replica only looks the same.
        lastChange(context, 'deploy')
          ? of(asked, () => speaksAgainst(weak, 'a release may have come to some of them only'))
          : [],
      ),
      about: (fails ?? slow)?.instance ?? '',
    };
  },
  remedies: ({ service }, { about }) => {
    const slot = slotOf(service, about);
    return [
      ...(slot === undefined ? [] : [{ action: 'replace-slot', target: service, params: { service, slot } }]),
      restart(service),
    ];
  },
});

interface Outlier {
  instance: string;
  value: number;
  /** The worst of the others. */
  rest: number;
}

type Asked = Answers<'errors' | 'p95' | 'rate'>;

const failingOne = ({ errors, rate }: Asked) =>
  outlier(partsOf(errors), rate, ({ value, rest }) => value > failing && value > far * rest && rest <= failing);

const slowOne = ({ p95, rate }: Asked) =>
  outlier(partsOf(p95), rate, ({ value, rest }) => value > far * rest && value - rest > 0.1);

/** The instance that is worst by far, of those that do their part of the work. */
function outlier(parts: Record<string, number>, rate: Measurement, isFar: (one: Outlier) => boolean) {
  const rates = partsOf(rate);
  const even = Object.values(rates).reduce((sum, value) => sum + value, 0) / Math.max(1, Object.keys(rates).length);
  const [worst, next] = Object.entries(parts)
    .filter(([instance]) => (rates[instance] ?? even) >= leastPart * even)
    .sort(([, a], [, b]) => b - a);
  if (!worst || !next) return undefined;
  const one = { instance: worst[0], value: worst[1], rest: next[1] };
  return isFar(one) ? one : undefined;
}

/** How much of all that fails an instance fails. */
function shareOf(instance: string, ratios: Measured, rates: Measured): number {
  const failed = (one: string) => (ratios.parts?.[one] ?? 0) * (rates.parts?.[one] ?? 0);
  const all = Object.keys(ratios.parts ?? {}).reduce((sum, one) => sum + failed(one), 0);
  return all > 0 ? failed(instance) / all : 0;
}

const partsOf = (answer: Measurement) => (answer.state === 'measured' ? (answer.parts ?? {}) : {});
