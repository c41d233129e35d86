import { lastChange, sinceChange, undoSuspects } from '../change';
import { ask, failureMode } from '../failureMode';
import { restart } from '../restart';
import { saidInLogs } from '../saidInLogs';
import { cannotTell, decisive, fair, reader, speaksAgainst, speaksFor, strong, weak, weigh } from '../signs';
import { times } from '../words';

export const crashLoop = failureMode({
  id: 'crash-loop',
  title: 'The service crashes again and again',
  mimickedByCallees: true,
  asks: {
    restarts: ask('restarts'),
    kills: ask('memory.kills'),
    running: ask('replicas.running'),
    wanted: ask('replicas.wanted'),
    up: ask('availability'),
    said: ask('logs.crashes', { normal: true }),
  },
  judge: (answers, context) => {
    if (answers.restarts.state === 'missing') return cannotTell('restarts', answers.restarts.reason);
    const { of, ofBoth } = reader(answers);
    const looping = answers.restarts.value >= 2;
    const change = looping ? lastChange(context) : undefined;
    return {
      ...weigh(
        of('restarts', ({ value }) => {
          if (value >= 3) return speaksFor(strong + fair, `restarted ${times(value)}`);
          if (value === 2) return speaksFor(strong, 'restarted twice');
          return value === 1 ? speaksFor(weak, 'restarted once') : speaksAgainst(decisive, 'not restarted');
        }),
        of('kills', ({ value }) => (value > 0 ? speaksAgainst(decisive, 'it was killed for memory') : undefined)),
        ofBoth('running', 'wanted', (running, wanted) =>
          running.value < wanted.value
            ? speaksFor(weak, `${running.value} of ${wanted.value} replicas run`)
            : undefined,
        ),
        of('up', ({ value }) => (value < 1 ? speaksFor(weak, 'not all targets of it answer') : undefined)),
        of('said', saidInLogs(weak, 'its log', 'errors that nobody caught')),
        sinceChange(context, change, 'restarts', fair),
      ),
      ...(change && { change }),
    };
  },
  // It restarts by itself already; once more by us helps only where nothing better is known.
  remedies: (context, { change }) => {
    const back = change ? undoSuspects(context) : [];
    return back.length > 0 ? back : [restart(context.service)];
  },
});
