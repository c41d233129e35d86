import type { Measurement } from '@autocura/common';
import { ask, type Answers, failureMode } from '../failureMode';
import { slotOf } from '../slot';
import { cannotTell, decisive, fair, reader, speaksAgainst, speaksFor, strong, weak, weigh } from '../signs';
import { isFailing, isHot, isSlow } from '../thresholds';
import { duration, percent, round } from '../words';

/** Seconds of waiting for a CPU each second that are felt. */
const much = 0.3;
/** So many times what the others wait is no crowded machine. */
const far = 3;

export const noisyNeighbour = failureMode({
  id: 'noisy-neighbour',
  title: 'Others take the CPU it needs',
  mimickedByCallees: false,
  asks: {
    wait: ask('cpu.wait', { by: 'instance', normal: true }),
    used: ask('cpu.used', { by: 'instance', normal: true }),
    callees: ask('cpu.wait', { by: 'instance', of: 'callees' }),
    callers: ask('cpu.wait', { by: 'instance', of: 'callers' }),
    p95: ask('requests.p95', { normal: true }),
    errors: ask('requests.errors', { normal: true }),
    rate: ask('requests.rate', { normal: true }),
  },
  judge: answers => {
    const { wait } = answers;
    if (wait.state === 'missing') return cannotTell('wait', wait.reason);
    const one = starved(answers);
    const { of } = reader(answers);
    if (!one) return weigh(of('wait', () => speaksAgainst(decisive, 'none of it waits for a CPU more than it works')));
    const others = [...Object.values(partsOf(answers.callees)), ...Object.values(partsOf(answers.callers))];
    const usual = middle(others);
    const asked = answers.callees.state === 'measured' ? 'callees' : 'callers';
    return {
      ...weigh(
        of('wait', () =>
          speaksFor(strong, `${one.instance} waits for a CPU ${round(one.wait)} s each second${before(one.normal)}`),
        ),
        of('wait', () => {
          const calmest = Math.min(...siblings(answers.wait, one.instance));
          return one.wait > far * calmest
            ? speaksFor(strong, `another replica of it waits ${round(calmest)} s only`)
            : undefined;
        }),
        of('used', ({ normalParts }) =>
          isHot(one.used, normalParts?.[one.instance])
            ? speaksAgainst(decisive, `it computes much more than usual itself, ${round(one.used)} cores`)
            : speaksFor(strong, `and gets ${round(one.used)} cores only`),
        ),
        of(asked, () =>
          usual === undefined
            ? undefined
            : one.wait > far * usual
              ? speaksFor(fair, `those around it wait ${round(usual)} s: it is its place`)
              : speaksAgainst(strong, `those around it wait ${round(usual)} s: there is too little for all`),
        ),
        of('p95', ({ value, normal }) =>
          isSlow(value, normal) ? speaksFor(weak, `it answers in ${duration(value)} (p95)`) : undefined,
        ),
        of('errors', ({ value, normal }) =>
          isFailing(value, normal) ? speaksFor(weak, `it fails ${percent(value)} of its requests`) : undefined,
        ),
        of('rate', ({ value, normal }) =>
          normal !== undefined && value > 1.5 * normal
            ? speaksAgainst(fair, 'it has much more to do than usual')
            : undefined,
        ),
      ),
      about: one.instance,
    };
  },
  remedies: ({ service }, { about }) => {
    const slot = slotOf(service, about);
    return slot === undefined ? [] : [{ action: 'replace-slot', target: service, params: { service, slot } }];
  },
});

interface Starved {
  instance: string;
  wait: number;
  used: number;
  normal: number | undefined;
}

/** The instance that waits most, of those that wait longer than they work, and longer than they used to. */
function starved({ wait, used }: Answers<'wait' | 'used'>): Starved | undefined {
  const normals = wait.state === 'measured' ? (wait.normalParts ?? {}) : {};
  const [most] = Object.entries(partsOf(wait))
    .flatMap(([instance, seconds]): Starved[] => {
      const works = partsOf(used)[instance];
      const normal = normals[instance];
      if (works === undefined || seconds < much || seconds < far * works || seconds < far * (normal ?? 0)) return [];
      return [{ instance, wait: seconds, used: works, normal }];
    })
    .sort((a, b) => b.wait - a.wait);
  return most;
}

const siblings = (wait: Measurement, instance: string) =>
  Object.entries(partsOf(wait)).flatMap(([other, seconds]) => (other === instance ? [] : [seconds]));

const partsOf = (answer: Measurement) => (answer.state === 'measured' ? (answer.parts ?? {}) : {});

function middle(values: number[]): number | undefined {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}

const before = (normal: number | undefined) => (normal === undefined ? '' : `, usually ${round(normal)}`);
