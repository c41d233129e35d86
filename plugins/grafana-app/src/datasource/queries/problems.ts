import { person, type Problem } from '@autocura/common';
import { numbers, texts as textsField, times } from '../fields';
import { incidentLink, serviceLink } from '../links';
import { frame } from './frame';
import type { QueryKind } from './queryKind';

/** Causes that are healed again and again, and want mending. */
export const problems: QueryKind = {
  id: 'problems',
  takes: ['service'],
  async frames({ query, reader, words, texts }) {
    const { items } = await reader.problems(query.service || undefined);
    const { labels, failureModes } = words;
    const of = <T>(read: (problem: Problem) => T) => items.map(read);
    return [
      frame(query, 'problems', [
        times(
          'lastAt',
          labels.when,
          of(({ lastAt }) => lastAt),
        ),
        textsField(
          'service',
          labels.service,
          of(({ service }) => service),
          [serviceLink(words)],
        ),
        textsField(
          'cause',
          labels.cause,
          of(({ failureMode }) => failureModes[failureMode] ?? failureMode),
        ),
        numbers(
          'heals',
          texts.columns.heals,
          of(({ heals }) => heals),
        ),
        textsField(
          'incident',
          labels.incident,
          of(({ incidentId }) => incidentId),
          [incidentLink(words)],
        ),
        textsField(
          'acknowledged',
          texts.columns.acknowledged,
          of(({ acknowledged }) => acknowledged && person(acknowledged.by)),
        ),
      ]),
    ];
  },
};
