import { ask, failureMode } from '../failureMode';
import { release, rollBack, sinceRelease } from '../release';
import { cannotTell, decisive, fair, reader, speaksAgainst, speaksFor, strong, weak, weigh } from '../signs';
import { failing, isFailing, isSlow, worst } from '../thresholds';
import { duration, percent, requests, usually } from '../words';

export const badRelease = failureMode({
  id: 'bad-release',
  title: 'A release broke it',
  mimickedByCallees: true,
  asks: {
    errors: ask('requests.errors', { normal: true }),
    p95: ask('requests.p95', { normal: true }),
    callErrors: ask('calls.errors', { by: 'peer', normal: true }),
    calls: ask('calls.p95', { by: 'peer', normal: true }),
    waiting: ask('pool.waiting', { by: 'instance' }),
  },
  judge: (answers, context) => {
    const { errors, p95 } = answers;
    if (errors.state === 'missing' && p95.state === 'missing') return cannotTell('errors', errors.reason);
    const asked = errors.state === 'measured' ? 'errors' : 'p95';
    const change = release(context);
    const { of } = reader(answers);
    const fails = errors.state === 'measured' && isFailing(errors.value, errors.normal);
    const slow = p95.state === 'measured' && isSlow(p95.value, p95.normal);
    const share = errors.state === 'measured' ? errors.value : 0;
    return {
      ...weigh(
        of('errors', ({ value, normal }) => {
          const says = `it fails ${percent(value)} of its requests${usually(normal === undefined ? undefined : percent(normal))}`;
          return fails ? speaksFor(strong, says) : slow ? undefined : speaksAgainst(decisive, says);
        }),
        of('p95', ({ value }) => (slow ? speaksFor(weak, `it answers in ${duration(value)} (p95)`) : undefined)),
        of('callErrors', ({ parts, normalParts }) => {
          // Errors of its calls explain its own only if they are about as many.
          const enough = Math.max(failing, share / 3);
          const broken = worst(parts, (value, peer) => value >= enough && isFailing(value, normalParts?.[peer]));
          if (broken) return speaksAgainst(decisive, `its calls to ${broken.part} fail too (${percent(broken.value)})`);
          return fails ? speaksFor(weak, 'none of its own calls fails') : undefined;
        }),
        of('calls', ({ parts, normalParts }) => {
          const waits = worst(parts, (value, peer) => isSlow(value, normalParts?.[peer]));
          return waits && slow
            ? speaksAgainst(fails ? fair : strong, `its calls to ${waits.part} are slow (${duration(waits.value)})`)
            : undefined;
        }),
        of('waiting', ({ value }) =>
          value > 0 ? speaksAgainst(strong, `${requests(value)} for a connection`) : undefined,
        ),
        change ? sinceRelease(context, asked, strong) : of(asked, () => speaksAgainst(strong, 'no release is known')),
      ),
      ...(change && { change }),
    };
  },
  remedies: ({ service }, { change }) => rollBack(service, change),
});
