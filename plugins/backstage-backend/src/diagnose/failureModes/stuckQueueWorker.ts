import { lastChange, undo } from '../change';
import { ask, failureMode } from '../failureMode';
import { restart } from '../restart';
import { cannotTell, decisive, reader, speaksAgainst, speaksFor, strong, weigh } from '../signs';
import { isFailing, worst } from '../thresholds';
import { duration, percent, round, usually } from '../words';

export const stuckQueueWorker = failureMode({
  id: 'stuck-queue-worker',
  title: 'The worker runs and works nothing off',
  mimickedByCallees: true,
  asks: {
    age: ask('queue.age', { normal: true }),
    processed: ask('queue.processed', { normal: true }),
    running: ask('replicas.running'),
    callErrors: ask('calls.errors', { by: 'peer', normal: true }),
  },
  judge: (answers, context) => {
    if (answers.age.state === 'missing') return cannotTell('age', answers.age.reason);
    const { of } = reader(answers);
    const change = lastChange(context, 'deploy');
    return {
      ...weigh(
        of('age', ({ value, normal }) => {
          const says = `the oldest message has waited ${duration(value)}${usually(normal === undefined ? undefined : duration(normal))}`;
          return value > Math.max(5, 3 * (normal ?? 0)) ? speaksFor(strong, says) : speaksAgainst(decisive, says);
        }),
        of('processed', ({ value, normal }) => {
          if (value <= 0.05 * (normal ?? 0)) return speaksFor(strong, 'nothing is worked off');
          return normal === undefined || value > normal / 2
            ? speaksAgainst(strong, `${round(value)} messages a second are worked off`)
            : undefined;
        }),
        of('running', ({ value }) => (value === 0 ? speaksAgainst(decisive, 'no worker runs') : undefined)),
        of('callErrors', ({ parts, normalParts }) => {
          const broken = worst(parts, (value, peer) => isFailing(value, normalParts?.[peer]));
          return broken && speaksAgainst(strong, `its calls to ${broken.part} fail (${percent(broken.value)})`);
        }),
      ),
      ...(change && { change }),
    };
  },
  remedies: (context, { change }) => [restart(context.service), ...undo(context.service, change)],
});
