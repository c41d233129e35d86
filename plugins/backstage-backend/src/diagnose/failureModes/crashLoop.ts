import type { Measurement, Step } from '@autocura/common';
import { lastChange, sinceChange, undoSuspects } from '../change';
import { ask, type Context, failureMode } from '../failureMode';
import { restart } from '../restart';
import { saidInLogs } from '../saidInLogs';
import { slotOf } from '../slot';
import { cannotTell, decisive, fair, reader, speaksAgainst, speaksFor, strong, weak, weigh } from '../signs';
import { times } from '../words';

export const crashLoop = failureMode({
  id: 'crash-loop',
  title: 'The service crashes again and again',
  mimickedByCallees: true,
  asks: {
    restarts: ask('restarts'),
    each: ask('restarts', { by: 'instance' }),
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
    // What was started again a moment ago is not up yet, and the next look tells whether it stays so.
    const isStarting = answers.restarts.value === 1 && !lasts(context);
    return {
      ...weigh(
        of('restarts', ({ value }) => {
          if (value >= 3) return speaksFor(strong + fair, `restarted ${times(value)}`);
          if (value === 2) return speaksFor(strong, 'restarted twice');
          return value === 1 ? speaksFor(weak, 'restarted once') : speaksAgainst(decisive, 'not restarted');
        }),
        of('kills', ({ value }) => (value > 0 ? speaksAgainst(decisive, 'it was killed for memory') : undefined)),
        ofBoth('running', 'wanted', (running, wanted) =>
          running.value < wanted.value && !isStarting
            ? speaksFor(weak, `${running.value} of ${wanted.value} replicas run`)
            : undefined,
        ),
        of('up', ({ value }) =>
          value < 1 && !isStarting ? speaksFor(weak, 'not all targets of it answer') : undefined,
        ),
        of('said', saidInLogs(weak, 'its log', 'errors that nobody caught')),
        sinceChange(context, change, 'restarts', fair),
      ),
      ...(change && { change }),
    };
  },
  // It restarts by itself already: once more by us helps only where nothing better is known, another place may.
  remedies: (context, { change }, { each }) => {
    const { service } = context;
    const back = change ? undoSuspects(context) : [];
    if (back.length > 0) return back;
    const slot = slotOf(service, loopingAlone(each));
    const replace: Step[] =
      slot === undefined ? [] : [{ action: 'replace-slot', target: service, params: { service, slot } }];
    return [...replace, restart(service)];
  },
});

/** Parts of the window of suspected changes: of an hour five minutes. */
const lasting = 1 / 12;
const lasts = ({ at, onset, window }: Context) => Date.parse(at) - Date.parse(onset) > lasting * window;

/** The one instance that does, where the others stay up. */
function loopingAlone(each: Measurement): string | undefined {
  const parts = each.state === 'measured' ? Object.entries(each.parts ?? {}).filter(([, value]) => value > 0) : [];
  const [first, ...others] = parts;
  return first && first[1] >= 2 && others.length === 0 ? first[0] : undefined;
}
