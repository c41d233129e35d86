import type { Measurement, Step } from '@autocura/common';
import { ask, failureMode } from '../failureMode';
import { cannotTell, decisive, fair, reader, speaksAgainst, speaksFor, strong, weak, weigh } from '../signs';
import { isFailing, isSlow, waitsFor, worst } from '../thresholds';
import { duration, percent, requests, round } from '../words';

/** Retries below this share of all of them are not what keeps the storm going. */
const leastShare = 0.1;

/**
 * What it is asked again keeps it busier than it can be, whatever began it. Any callee that fails is asked again, and
 * that alone is no storm: in a storm it works more than usual, and most of it for nothing.
 */
export const retryStorm = failureMode({
  id: 'retry-storm',
  title: 'Retries keep it overloaded',
  mimickedByCallees: true,
  asks: {
    retries: ask('calls.retries', { by: 'peer', of: 'callers' }),
    calls: ask('calls.rate', { by: 'peer', of: 'callers' }),
    rate: ask('requests.rate', { normal: true }),
    waiting: ask('workers.waiting', { normal: true }),
    p95: ask('requests.p95', { normal: true }),
    errors: ask('requests.errors', { normal: true }),
    callErrors: ask('calls.errors', { by: 'peer', of: 'callers' }),
  },
  judge: answers => {
    const { retries, calls, rate, waiting } = answers;
    if (retries.state === 'missing') return cannotTell('retries', retries.reason);
    if (rate.state === 'missing') return cannotTell('rate', rate.reason);
    const repeated = sum(retries);
    const all = Math.max(repeated, calls.state === 'measured' ? sum(calls) : rate.value);
    const share = all > 0 ? repeated / all : 0;
    const { of } = reader(answers);
    return weigh(
      of('retries', () => {
        const says = `${round(repeated)} of ${round(all)} calls to it a second are retries`;
        if (share >= 0.5) return speaksFor(strong, says);
        return share >= 0.3 ? speaksFor(weak, says) : speaksAgainst(decisive, says);
      }),
      of('waiting', ({ value }) => {
        const wait = waitsFor(value, rate.value);
        return isSlow(wait, 0)
          ? speaksFor(strong, `${requests(value)} for a worker, ${duration(wait)} each`)
          : speaksAgainst(decisive, 'no request waits for a worker');
      }),
      of('p95', ({ value, normal }) => {
        if (waiting.state === 'measured') return undefined;
        const says = `it answers in ${duration(value)} (p95)`;
        return isSlow(value, normal) ? speaksFor(fair, says) : speaksAgainst(decisive, says);
      }),
      of('rate', ({ value, normal }) => {
        if (normal === undefined) return undefined;
        const says = `it serves ${round(value)} requests a second, usually ${round(normal)}`;
        if (value >= 1.2 * normal) return speaksFor(fair, says);
        return value < 0.8 * normal ? speaksAgainst(strong, `${says}: something holds it up`) : undefined;
      }),
      of('errors', ({ value, normal }) =>
        isFailing(value, normal) ? speaksAgainst(fair, `it fails ${percent(value)} of them itself`) : undefined,
      ),
      of('callErrors', ({ parts }) => {
        const failing = worst(parts, ratio => isFailing(ratio));
        return failing && speaksFor(weak, `${percent(failing.value)} of the calls of ${failing.part} to it fail`);
      }),
    );
  },
  remedies: ({ service }, _judgement, { retries }) => [
    ...callersOf(retries).map((caller): Step => ({
      action: 'set-retries',
      target: caller,
      params: { service: caller, max: 0 },
    })),
    { action: 'shed-load', target: service, params: { service, share: 0.5 } },
  ],
});

/** Who retries, the most persistent first. */
function callersOf(retries: Measurement): string[] {
  const all = Object.entries(partsOf(retries)).sort(([, a], [, b]) => b - a);
  return all.filter(([, value]) => value > leastShare * sum(retries)).map(([caller]) => caller);
}

const partsOf = (answer: Measurement) => (answer.state === 'measured' ? (answer.parts ?? {}) : {});
const sum = (answer: Measurement) => Object.values(partsOf(answer)).reduce((total, value) => total + value, 0);
