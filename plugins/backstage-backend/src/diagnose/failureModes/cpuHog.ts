import { lastChange, sinceChange, undoSuspects } from '../change';
import { ask, failureMode } from '../failureMode';
import { restart } from '../restart';
import { cannotTell, decisive, fair, reader, speaksAgainst, speaksFor, strong, weigh } from '../signs';
import { isHot } from '../thresholds';
import { percent, round, times, usually } from '../words';

export const cpuHog = failureMode({
  id: 'cpu-hog',
  title: 'The service spends its time computing',
  mimickedByCallees: false,
  asks: {
    loop: ask('eventloop.utilization', { normal: true }),
    cpu: ask('cpu.used', { normal: true }),
    wait: ask('cpu.wait', { by: 'instance' }),
    rate: ask('requests.rate', { normal: true }),
    up: ask('availability'),
    restarts: ask('restarts'),
  },
  judge: (answers, context) => {
    const { loop, cpu } = answers;
    if (loop.state === 'missing' && cpu.state === 'missing') return cannotTell('loop', loop.reason);
    const { of, ofBoth } = reader(answers);
    const busy = loop.state === 'measured' && loop.value > 0.9 && loop.value > 1.3 * (loop.normal ?? 0);
    // Too busy to say how busy it is; its container still does.
    const silent = loop.state === 'missing' && answers.up.state === 'measured' && answers.up.value === 0;
    const hot = cpu.state === 'measured' && isHot(cpu.value, cpu.normal);
    const change = busy || (silent && hot) ? lastChange(context) : undefined;
    return {
      ...weigh(
        of('loop', ({ value, normal }) => {
          const says = `its event loop is ${percent(value)} busy${usually(normal === undefined ? undefined : percent(normal))}`;
          return busy ? speaksFor(strong, says) : speaksAgainst(decisive, says);
        }),
        of('cpu', ({ value, normal }) => {
          const says = `it uses ${round(value)} cores${usually(normal === undefined ? undefined : String(round(normal)))}`;
          if (silent && hot) return speaksFor(strong, `${says}, and does not answer`);
          if (value < 0.3) return speaksAgainst(fair, says);
          return value > 2 * (normal ?? value) ? speaksFor(fair, says) : undefined;
        }),
        // Who computes much more than usual waits for a core too, where others also want it.
        ofBoth('wait', 'cpu', (wait, used) =>
          wait.value > 0.5 && wait.value > used.value && !hot
            ? speaksAgainst(strong, `it waits for a core ${round(wait.value)} s each second: others take it`)
            : undefined,
        ),
        of('rate', ({ value, normal }) =>
          normal !== undefined && value > 1.5 * normal ? speaksAgainst(fair, 'it also has more to do') : undefined,
        ),
        of('restarts', ({ value }) =>
          silent && value > 0
            ? speaksAgainst(decisive, `restarted ${times(value)}: it may still be starting`)
            : undefined,
        ),
        sinceChange(context, change, busy ? 'loop' : 'cpu', fair),
      ),
      ...(change && { change }),
    };
  },
  remedies: (context, { change }) => [...(change ? undoSuspects(context) : []), restart(context.service)],
});
