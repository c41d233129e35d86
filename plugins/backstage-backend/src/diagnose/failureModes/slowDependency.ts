import type { Measurement } from '@autocura/common';
import { ask, failureMode } from '../failureMode';
import { restart } from '../restart';
import { cannotTell, decisive, fair, reader, speaksAgainst, speaksFor, strong, weigh } from '../signs';
import { isFailing, isSlow, worst } from '../thresholds';
import { duration, percent, usually } from '../words';

export const slowDependency = failureMode({
  id: 'slow-dependency',
  title: 'A dependency answers slowly',
  mimickedByCallees: true,
  toldBySlowness: true,
  asks: {
    calls: ask('calls.p95', { by: 'peer', normal: true }),
    own: ask('requests.p95', { normal: true }),
    theirs: ask('requests.p95', { of: 'callees', normal: true }),
    theirErrors: ask('requests.errors', { of: 'callees', normal: true }),
    loop: ask('eventloop.utilization', { normal: true }),
  },
  judge: answers => {
    const { calls } = answers;
    if (calls.state === 'missing') return cannotTell('calls', calls.reason);
    const slow = worst(calls.parts, (value, peer) => isSlow(value, calls.normalParts?.[peer]));
    if (!slow) return weigh(reader(answers).of('calls', () => speaksAgainst(decisive, 'no call of it is slow')));
    const { part: about, value } = slow;
    const normal = calls.normalParts?.[about];
    const { of } = reader(answers);
    return {
      ...weigh(
        of('calls', () =>
          speaksFor(
            strong,
            `calls to ${about} take ${duration(value)}${usually(normal === undefined ? undefined : duration(normal))} (p95)`,
          ),
        ),
        of('own', own => {
          const says = `it answers in ${duration(own.value)} itself (p95)`;
          return isSlow(own.value, own.normal) ? speaksFor(fair, says) : speaksAgainst(fair, says);
        }),
        of('theirs', ({ parts, normalParts }) => {
          const measured = parts?.[about];
          if (measured === undefined) return undefined;
          // Whether requests hang in it, uncounted, or on the way to it cannot be told from here.
          return isSlow(measured, normalParts?.[about])
            ? speaksFor(fair, `${about} says so too: ${duration(measured)}`)
            : speaksAgainst(strong, `${about} itself answers in ${duration(measured)}`);
        }),
        of('loop', busy =>
          busy.value > 0.9 && busy.value > 1.3 * (busy.normal ?? 0)
            ? speaksAgainst(strong, `its own event loop is ${percent(busy.value)} busy, which slows every call`)
            : undefined,
        ),
      ),
      about,
    };
  },
  // What fails is slow for a reason of its own, which a restart does not take away.
  remedies: ({ service, capabilities }, { about }, { theirs, theirErrors }) => {
    const flags = (capabilities.fallbackFlags ?? []).filter(({ dependency }) => dependency === about);
    const saysSo = (answer: Measurement, bad: (value: number, normal?: number) => boolean) =>
      about !== undefined &&
      answer.state === 'measured' &&
      answer.parts?.[about] !== undefined &&
      bad(answer.parts[about], answer.normalParts?.[about]);
    const slowOnly = saysSo(theirs, isSlow) && !saysSo(theirErrors, isFailing);
    return [
      ...flags.map(({ flag, value }) => ({ action: 'set-flag', target: service, params: { flag, value } })),
      ...(about !== undefined && slowOnly ? [restart(about)] : []),
    ];
  },
});
