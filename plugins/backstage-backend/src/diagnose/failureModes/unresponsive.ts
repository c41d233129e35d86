import { lastChange } from '../change';
import type { Step } from '@autocura/common';
import { ask, type Answers, failureMode } from '../failureMode';
import { restart } from '../restart';
import { cannotTell, decisive, reader, speaksAgainst, speaksFor, strong, weak, weigh } from '../signs';
import { slotOf } from '../slot';
import { isHot } from '../thresholds';
import { percent, replicas, round, times } from '../words';

export const unresponsive = failureMode({
  id: 'unresponsive',
  title: 'The process runs and does not answer',
  mimickedByCallees: false,
  yieldsFrom: 5,
  asks: {
    up: ask('availability'),
    each: ask('availability', { by: 'instance' }),
    running: ask('replicas.running'),
    wanted: ask('replicas.wanted', { normal: true }),
    restarts: ask('restarts'),
    refused: ask('calls.refused', { by: 'peer', of: 'callers' }),
    cpu: ask('cpu.used', { normal: true }),
    wait: ask('cpu.wait', { by: 'instance' }),
  },
  judge: (answers, context) => {
    const { up, running } = answers;
    if (up.state === 'missing') return cannotTell('up', up.reason);
    if (running.state === 'missing') return cannotTell('running', running.reason);
    const { of } = reader(answers);
    const some = up.value > 0 && someHang(answers);
    return weigh(
      of('up', ({ value }) => {
        if (value === 0) return speaksFor(strong, 'no target of it answers');
        return some
          ? speaksFor(strong, `${percent(1 - value)} of its targets do not answer`)
          : speaksAgainst(decisive, 'targets of it answer');
      }),
      of('running', ({ value }) =>
        value > 0 ? speaksFor(strong, replicas(value)) : speaksAgainst(decisive, 'no replica runs'),
      ),
      // New replicas run for a while before they answer.
      some && lastChange(context, 'deploy')
        ? of('up', () => speaksAgainst(decisive, 'a release may still be under way'))
        : [],
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
  remedies: ({ service }, _judgement, { up, each }) => {
    const silent = each.state === 'measured' ? Object.entries(each.parts ?? {}).filter(([, value]) => value === 0) : [];
    const slot = slotOf(service, silent[0]?.[0]);
    const alone = slot !== undefined && silent.length === 1 && up.state === 'measured' && up.value > 0;
    const replace: Step[] = alone ? [{ action: 'replace-slot', target: service, params: { service, slot } }] : [];
    return [...replace, restart(service)];
  },
});

/** Some targets are silent although every replica there should be, and was before, runs. */
function someHang({ up, running, wanted }: Answers<'up' | 'running' | 'wanted'>): boolean {
  if (up.state === 'missing' || running.state === 'missing' || wanted.state === 'missing') return false;
  const scaled = wanted.normal !== undefined && wanted.value > wanted.normal;
  return up.value < 1 && running.value >= wanted.value && !scaled;
}
