import { ask, failureMode } from '../failureMode';
import { isSaid, saidInLogs } from '../saidInLogs';
import { cannotTell, decisive, fair, reader, speaksAgainst, speaksFor, strong, weak, weigh } from '../signs';
import { isFailing } from '../thresholds';
import { percent } from '../words';

/** Below this share writes fail or are about to; what usually has so little lives well with it. */
const full = 0.02;
const scarce = 0.1;

export const diskFull = failureMode({
  id: 'disk-full',
  title: 'Its disk is full',
  mimickedByCallees: false,
  asks: {
    free: ask('disk.free', { normal: true }),
    errors: ask('requests.errors', { normal: true }),
    calls: ask('calls.errors', { by: 'peer', normal: true }),
    said: ask('logs.noSpace', { normal: true }),
  },
  judge: answers => {
    const { of } = reader(answers);
    const says = 'writes that found no space';
    if (answers.free.state === 'missing')
      // Where nobody measures the disk, whoever fails to write to it may still say so.
      return isSaid(answers.said)
        ? weigh(of('said', saidInLogs(strong, 'its log', says)))
        : cannotTell('free', answers.free.reason);
    const { value: free, normal: usual = 1 } = answers.free;
    const short = free < scarce && free < usual / 2;
    return weigh(
      of('free', () => {
        const says = `${percent(free)} of its disk is free`;
        if (!short) return speaksAgainst(free < scarce ? strong : decisive, says);
        return free < full ? speaksFor(strong + fair, says) : speaksFor(fair, says);
      }),
      of('errors', ({ value, normal }) =>
        short && isFailing(value, normal) ? speaksFor(weak, `it fails ${percent(value)} of its requests`) : undefined,
      ),
      of('calls', ({ parts = {}, normalParts }) =>
        short && free >= full && Object.entries(parts).some(([peer, value]) => isFailing(value, normalParts?.[peer]))
          ? speaksAgainst(fair, 'calls of it fail, which a disk does not explain')
          : undefined,
      ),
      of('said', saidInLogs(fair, 'its log', says)),
    );
  },
  remedies: ({ service }) => [{ action: 'clean-scratch', target: service, params: { service } }],
});
