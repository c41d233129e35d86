import { ask, failureMode } from '../failureMode';
import { restart } from '../release';
import { cannotTell, decisive, reader, speaksAgainst, speaksFor, strong, weak, weigh } from '../signs';
import { isHot } from '../thresholds';
import { replicas, round, times } from '../words';

export const unresponsive = failureMode({
  id: 'unresponsive',
  title: 'The process runs and does not answer',
  mimickedByCallees: false,
  asks: {
    up: ask('availability'),
    running: ask('replicas.running'),
    restarts: ask('restarts'),
    refused: ask('calls.refused', { by: 'peer', of: 'callers' }),
    cpu: ask('cpu.used', { normal: true }),
    wait: ask('cpu.wait'),
  },
  judge: answers => {
    const { up, running } = answers;
    if (up.state === 'missing') return cannotTell('up', up.reason);
    if (running.state === 'missing') return cannotTell('running', running.reason);
    const { of } = reader(answers);
    return weigh(
      of('up', ({ value }) =>
        value === 0 ? speaksFor(strong, 'no target of it answers') : speaksAgainst(decisive, 'targets of it answer'),
      ),
      of('running', ({ value }) =>
        value > 0 ? speaksFor(strong, replicas(value)) : speaksAgainst(decisive, 'no replica runs'),
      ),
      of('restarts', ({ value }) =>
        value > 0 ? speaksAgainst(decisive, `restarted ${times(value)}: it may still be starting`) : undefined,
      ),
      of('refused', ({ value }) =>
        value > 0 ? speaksAgainst(strong, `its callers are refused, ${round(value)} times a second`) : undefined,
      ),
      of('wait', ({ value }) =>
        value > 0.5 ? speaksAgainst(decisive, `it waits for a core ${round(value)} s each second`) : undefined,
      ),
      of('cpu', ({ value, normal }) => {
        const says = `it uses ${round(value)} cores`;
        if (isHot(value, normal)) return speaksAgainst(strong, `${says}, much more than usual: it is busy`);
        return value < 0.3 ? speaksFor(weak, says) : undefined;
      }),
    );
  },
  remedies: ({ service }) => [restart(service)],
});
