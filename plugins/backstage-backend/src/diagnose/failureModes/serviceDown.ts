import { lastChange, undo } from '../change';
import { ask, failureMode } from '../failureMode';
import { restart } from '../restart';
import { cannotTell, decisive, fair, reader, speaksAgainst, speaksFor, strong, weigh, weak } from '../signs';
import { replicas, round, times } from '../words';

export const serviceDown = failureMode({
  id: 'service-down',
  title: 'The service does not run',
  mimickedByCallees: false,
  yieldsFrom: 5,
  asks: {
    running: ask('replicas.running'),
    wanted: ask('replicas.wanted'),
    up: ask('availability'),
    refused: ask('calls.refused', { by: 'peer', of: 'callers' }),
    restarts: ask('restarts'),
    kills: ask('memory.kills'),
  },
  judge: answers => {
    const { running, up } = answers;
    if (running.state === 'missing' && up.state === 'missing') return cannotTell('running', running.reason);
    const { of, ofBoth } = reader(answers);
    return weigh(
      of('running', ({ value }) =>
        value === 0 ? speaksFor(strong, 'no replica runs') : speaksAgainst(strong, replicas(value)),
      ),
      ofBoth('wanted', 'running', (wanted, now) => {
        if (wanted.value === 0) return speaksAgainst(decisive, 'it was told to run no replica');
        const some = now.value > 0 && now.value < wanted.value;
        return some ? speaksFor(weak, `${now.value} of ${wanted.value} replicas run`) : undefined;
      }),
      of('up', ({ value }) =>
        value === 0 ? speaksFor(fair, 'no target of it answers') : speaksAgainst(fair, 'targets of it answer'),
      ),
      of('refused', ({ value }) =>
        value > 0 ? speaksFor(strong, `its callers are refused, ${round(value)} times a second`) : undefined,
      ),
      of('restarts', ({ value }) => {
        if (value >= 2) return speaksAgainst(decisive, `it starts again and again, ${times(value)}`);
        return value === 1 ? speaksAgainst(decisive, 'it was started again by itself, and will be') : undefined;
      }),
      of('kills', ({ value }) => (value > 0 ? speaksAgainst(decisive, 'it was killed for memory') : undefined)),
    );
  },
  remedies: context => [restart(context.service), ...undo(context.service, lastChange(context, 'deploy'))],
});
