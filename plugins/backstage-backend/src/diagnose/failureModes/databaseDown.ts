import { ask, failureMode } from '../failureMode';
import { saidInLogs } from '../saidInLogs';
import { cannotTell, decisive, fair, reader, speaksAgainst, speaksFor, strong, weigh } from '../signs';
import { isFailing } from '../thresholds';
import { percent, round } from '../words';

export const databaseDown = failureMode({
  id: 'database-down',
  title: 'The database accepts no connection',
  mimickedByCallees: false,
  asks: {
    up: ask('database.up'),
    failed: ask('calls.errors', { by: 'peer', of: 'callers', normal: true }),
    refused: ask('calls.refused', { by: 'peer', of: 'callers' }),
    running: ask('replicas.running'),
    said: ask('logs.databaseGone', { of: 'callers', normal: true }),
  },
  judge: answers => {
    if (answers.up.state === 'missing') return cannotTell('up', answers.up.reason);
    const { of } = reader(answers);
    const down = answers.up.value === 0;
    return weigh(
      of('up', () =>
        down
          ? speaksFor(strong, 'its exporter cannot connect to it')
          : speaksAgainst(decisive, 'the database accepts connections'),
      ),
      // An exporter fails alone when its password is wrong or all connections are taken; those who have one go on.
      of('failed', ({ value, normal }) => {
        if (!down) return undefined;
        const says = `its callers see ${percent(value)} of their statements fail`;
        return isFailing(value, normal) ? speaksFor(strong, says) : speaksAgainst(decisive, says);
      }),
      of('refused', ({ value }) =>
        down && value > 0 ? speaksFor(fair, `its callers are refused, ${round(value)} times a second`) : undefined,
      ),
      of('said', saidInLogs(fair, "its callers' logs", 'connections that the database ended or refused')),
      of('running', ({ value }) => (down && value === 0 ? speaksFor(fair, 'no replica of it runs') : undefined)),
    );
  },
  // Without a word of those who need it the exporter may be the one that is broken.
  remedies: ({ service }, _judgement, { failed }) =>
    failed.state === 'measured' && isFailing(failed.value, failed.normal)
      ? [{ action: 'restart-database', target: service, params: { service } }]
      : [],
});
