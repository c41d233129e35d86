import { lastChange, undo } from '../change';
import { ask, type Answers, failureMode } from '../failureMode';
import { restart } from '../restart';
import { saidInLogs } from '../saidInLogs';
import { cannotTell, decisive, fair, reader, speaksAgainst, speaksFor, strong, weak, weigh } from '../signs';
import { bytes, duration, percent, times } from '../words';

/** A leak that reaches the limit later than this is not why people hurt now. */
const horizonSeconds = 3600;
const nearlyFull = 0.85;
const quiteFull = 0.7;
const half = 0.5;
/** What always grows is given back in time, until it holds this much of its limit more than usual. */
const muchMore = 0.2;

export const memoryLeak = failureMode({
  id: 'memory-leak',
  title: 'Memory grows to its limit',
  mimickedByCallees: false,
  asks: {
    kills: ask('memory.kills'),
    used: ask('memory.used', { by: 'instance', normal: true }),
    limit: ask('memory.limit', { by: 'instance' }),
    growth: ask('memory.growth', { by: 'instance', normal: true }),
    restarts: ask('restarts'),
    rate: ask('requests.rate', { normal: true }),
    said: ask('logs.outOfMemory', { normal: true }),
  },
  judge: (answers, context) => {
    const { kills, used, limit } = answers;
    const full = fullest(answers);
    if (!full && !(kills.state === 'measured' && kills.value > 0))
      return used.state === 'missing' ? cannotTell('used', used.reason) : cannotTell('limit', reasonOf(limit));
    const { of } = reader(answers);
    // What was just started grows; only where nobody says why it died may that have been its memory.
    const died = above(kills) || (kills.state === 'missing' && above(answers.restarts));
    const more = full?.normal === undefined ? undefined : full.share - full.normal;
    const isMuchMore = more !== undefined && more >= muchMore;
    const alwaysFull = more !== undefined && more < 0.1 && full!.share >= nearlyFull;
    const change = lastChange(context, 'deploy');
    return {
      ...weigh(
        of('kills', ({ value }) => (value > 0 ? speaksFor(decisive, `killed for memory ${times(value)}`) : undefined)),
        of('used', () => {
          if (!full) return undefined;
          const says = `${full.instance} uses ${percent(full.share)} of its memory (${bytes(full.limit)})`;
          if (alwaysFull) return speaksAgainst(strong, `${says}, as usual`);
          if (full.share >= nearlyFull) return speaksFor(fair, says);
          // Also so that it is measured again before and after an act: growth alone may be as usual.
          if (full.share >= quiteFull && isMuchMore)
            return speaksFor(weak, `${says}, usually ${percent(full.normal!)}`);
          return full.share < half && !died ? speaksAgainst(strong, says) : undefined;
        }),
        of('growth', ({ parts, normal }) => {
          const speed = full && parts?.[full.instance];
          const isUsual = speed !== undefined && speed <= 2 * (normal ?? 0) && !isMuchMore;
          if (!full || !speed || speed < 0 || isUsual) return undefined;
          const left = (full.limit - full.used) / speed;
          if (left > horizonSeconds || alwaysFull) return undefined;
          const says = `memory of ${full.instance} grows by ${bytes(speed * 60)} a minute: full ${left > 0 ? `in ${duration(left)}` : 'now'}`;
          return speaksFor(full.share >= quiteFull || died ? strong : weak, says);
        }),
        of('said', saidInLogs(fair, 'its log', 'memory that could not be had')),
        of('restarts', ({ value }) => (value === 1 ? speaksFor(weak, 'restarted once') : undefined)),
        of('rate', ({ value, normal }) =>
          normal !== undefined && value > 2 * normal ? speaksAgainst(fair, 'it also has much more to do') : undefined,
        ),
      ),
      ...(change && { change }),
    };
  },
  // A restart is a workaround, but the one that works at once; a leak that came with a release goes with it.
  remedies: (context, { change }) => [restart(context.service), ...undo(context.service, change)],
});

type Memory = Pick<Answers<'used' | 'limit'>, 'used' | 'limit'>;

function fullest({ used, limit }: Memory) {
  if (used.state === 'missing' || limit.state === 'missing') return undefined;
  const instances = Object.entries(used.parts ?? {}).flatMap(([instance, value]) => {
    const most = limit.parts?.[instance];
    return most ? [{ instance, used: value, limit: most, share: value / most }] : [];
  });
  const [first] = instances.sort((a, b) => b.share - a.share);
  return first && { ...first, normal: used.normal === undefined ? undefined : used.normal / first.limit };
}

const above = (answer: Answers<'kills'>['kills']) => answer.state === 'measured' && answer.value > 0;
const reasonOf = (answer: Answers<'kills'>['kills']) =>
  answer.state === 'missing' ? answer.reason : 'use and limit are of different instances';
