import type { Measurement } from '@autocura/common';
import { cameSoon, inWords, lastChange, sinceChange, undo } from './change';
import { ask, type Answers, type FailureMode, failureMode } from './failureMode';
import { cannotTell, decisive, fair, reader, speaksAgainst, speaksFor, strong, weak, weigh } from './signs';
import { failing, isFailing, isSlow, worst } from './thresholds';
import { duration, percent, requests, usually } from './words';

interface About {
  id: string;
  title: string;
  kind: 'deploy' | 'config' | 'flag';
  /** Said where there was none. */
  none: string;
  /** How much it speaks against the mode that calls to one outside, whom nobody measures, fail. */
  outside: number;
}

const asks = {
  errors: ask('requests.errors', { normal: true }),
  p95: ask('requests.p95', { normal: true }),
  callErrors: ask('calls.errors', { by: 'peer', normal: true }),
  calls: ask('calls.p95', { by: 'peer', normal: true }),
  waiting: ask('pool.waiting', { by: 'instance' }),
  theirErrors: ask('requests.errors', { of: 'callees', normal: true }),
  theirP95: ask('requests.p95', { of: 'callees', normal: true }),
  theirUp: ask('availability', { of: 'callees' }),
  theirRestarts: ask('restarts', { of: 'callees' }),
};
type Asked = Answers<keyof typeof asks>;

/** A service that fails or is slow by its own doing since a change of one kind. */
export const brokenByChange = ({ id, title, kind, none, outside }: About): FailureMode =>
  failureMode({
    id,
    title,
    mimickedByCallees: true,
    yieldsFrom: 5,
    asks,
    judge: (answers, context) => {
      const { errors, p95 } = answers;
      if (errors.state === 'missing' && p95.state === 'missing') return cannotTell('errors', errors.reason);
      const asked = errors.state === 'measured' ? 'errors' : 'p95';
      const change = lastChange(context, kind);
      const closest = lastChange(context);
      const noChange = speaksAgainst(kind === 'deploy' ? strong : decisive, none);
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
            if (!broken) return fails ? speaksFor(weak, 'none of its own calls fails') : undefined;
            const says = `its calls to ${broken.part} fail too (${percent(broken.value)})`;
            const { tells, well } = calleeOf(broken.part, answers);
            if (well) return speaksAgainst(weak, `${says}, though ${broken.part} itself is well`);
            return speaksAgainst(tells ? decisive : outside, says);
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
          change && cameSoon(context, change)
            ? sinceChange(context, change, asked, strong)
            : of(asked, () =>
                change ? speaksAgainst(fair, `it had long been well with the ${inWords(change)}`) : noChange,
              ),
          change && closest && change !== closest
            ? of(asked, () => speaksAgainst(weak, `"${closest.summary}" came closer before it`))
            : [],
        ),
        ...(change && { change }),
      };
    },
    remedies: ({ service }, { change }) => undo(service, change),
  });

/** Whether anything tells how a callee does, and whether all of it is as it should be. */
function calleeOf(name: string, { theirErrors, theirP95, theirUp, theirRestarts }: Asked) {
  const own = (answer: Measurement) =>
    answer.state === 'measured' && answer.parts?.[name] !== undefined
      ? { value: answer.parts[name], normal: answer.normalParts?.[name] }
      : undefined;
  const [errors, p95, up, restarts] = [own(theirErrors), own(theirP95), own(theirUp), own(theirRestarts)];
  return {
    tells: Boolean(errors ?? p95 ?? up ?? restarts),
    well:
      errors !== undefined &&
      !isFailing(errors.value, errors.normal) &&
      !(p95 && isSlow(p95.value, p95.normal)) &&
      up?.value === 1 &&
      !(restarts && restarts.value > 0),
  };
}
