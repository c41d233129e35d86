import { ask, failureMode } from '../failureMode';
import { saidInLogs } from '../saidInLogs';
import { cannotTell, decisive, fair, reader, speaksAgainst, speaksFor, strong, weak, weigh } from '../signs';
import { duration } from '../words';

/** Locks are waited for all the time; a transaction that idles this long while others wait is the one to blame. */
const longSeconds = 3;

export const databaseLock = failureMode({
  id: 'database-lock',
  title: 'A session holds a lock that others wait for',
  mimickedByCallees: false,
  asks: {
    blocked: ask('database.blocked'),
    idle: ask('database.idleInTransaction'),
    said: ask('logs.lockTimeout', { of: 'callers', normal: true }),
  },
  judge: answers => {
    if (answers.blocked.state === 'missing') return cannotTell('blocked', answers.blocked.reason);
    const { of } = reader(answers);
    const blocked = answers.blocked.value;
    return weigh(
      of('blocked', () =>
        blocked > 0
          ? speaksFor(blocked >= 3 ? strong : weak, `${blocked} sessions wait for a lock`)
          : speaksAgainst(decisive, 'no session waits for a lock'),
      ),
      of('idle', ({ value }) =>
        value >= longSeconds && blocked > 0
          ? speaksFor(strong, `a transaction has been idle for ${duration(value)} and keeps its locks`)
          : undefined,
      ),
      of('said', saidInLogs(fair, "its callers' logs", 'locks that were not had in time')),
    );
  },
  remedies: ({ service }) => [{ action: 'terminate-blocker', target: service, params: { service } }],
});
