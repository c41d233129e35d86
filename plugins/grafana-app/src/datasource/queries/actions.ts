import { person, type ActionRow } from '@autocura/common';
import { outcomeColors } from '../colors';
import { choices, texts as textsField, times, wordMapping } from '../fields';
import { incidentLink, serviceLink } from '../links';
import { frame } from './frame';
import { pagesOf } from './pagesOf';
import type { QueryKind } from './queryKind';
import { tooMany } from './tooMany';

/** Attempts of actions in the time range, the newest first, from the act to the measured outcome. */
export const actions: QueryKind = {
  id: 'actions',
  takes: ['service', 'action', 'failureMode'],
  async frames({ query, range, reader, words, texts }) {
    const { service, action, failureMode } = query;
    const { items: all, truncated } = await pagesOf({
      ask: page => reader.history({ ...(service && { service }), ...page }),
      timeOf: ({ intendedAt }) => intendedAt,
      range,
    });
    const items = all.filter(
      one => (!action || one.action === action) && (!failureMode || one.failureMode === failureMode),
    );
    const { labels, failureModes } = words;
    const { columns } = texts;
    const of = <T>(read: (row: ActionRow) => T) => items.map(read);
    return [
      frame(
        query,
        'actions',
        [
          times(
            'time',
            labels.when,
            of(({ actedAt, intendedAt }) => actedAt ?? intendedAt),
          ),
          times(
            'timeEnd',
            columns.measuredAt,
            of(({ verifiedAt }) => verifiedAt),
          ),
          textsField(
            'incident',
            labels.incident,
            of(({ incidentId }) => incidentId),
            [incidentLink(words)],
          ),
          textsField(
            'service',
            labels.service,
            of(row => row.service),
            [serviceLink(words)],
          ),
          textsField(
            'cause',
            labels.cause,
            of(row => failureModes[row.failureMode] ?? row.failureMode),
          ),
          textsField(
            'action',
            labels.action,
            of(row => row.action),
          ),
          textsField(
            'target',
            columns.target,
            of(({ target }) => target),
          ),
          choices(
            'outcome',
            labels.outcome,
            of(({ outcome }) => outcome),
            wordMapping(words.outcomes, outcomeColors),
          ),
          textsField(
            'says',
            columns.says,
            of(({ says }) => says),
          ),
          textsField(
            'by',
            labels.by,
            of(({ by }) => (by === undefined ? labels.loop : person(by))),
          ),
          textsField(
            'failed',
            labels.failed,
            of(({ failed }) => failed),
          ),
          times(
            'undone',
            labels.undone,
            of(({ undoneAt }) => undoneAt),
          ),
        ],
        tooMany(truncated, texts),
      ),
    ];
  },
};
