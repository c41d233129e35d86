import type { SizingProposal } from '@autocura/common';
import { choices, numbers, texts as textsField, times, wordMapping } from '../fields';
import { riskColors } from '../colors';
import { incidentLink, serviceLink } from '../links';
import { frame } from './frame';
import type { QueryKind } from './queryKind';

/** What could fit better what services use, and what came of what was accepted. */
export const sizings: QueryKind = {
  id: 'sizings',
  takes: ['service'],
  async frames({ query, reader, words }) {
    const { items: all } = await reader.sizings({ limit: 200, ...(query.service && { service: query.service }) });
    const items = all.filter(({ state }) => state !== 'withdrawn');
    const { labels } = words;
    const of = <T>(read: (proposal: SizingProposal) => T) => items.map(read);
    return [
      frame(query, 'sizings', [
        times(
          'at',
          labels.told,
          of(({ at }) => at),
        ),
        textsField(
          'service',
          labels.service,
          of(({ service }) => service),
          [serviceLink(words)],
        ),
        textsField(
          'kind',
          labels.fitsBetter,
          of(({ kind }) => words.sized[kind]),
        ),
        numbers(
          'from',
          labels.hasNow,
          of(({ from }) => from),
        ),
        numbers(
          'to',
          labels.wouldFit,
          of(({ to }) => to),
        ),
        numbers(
          'saves',
          labels.saves,
          of(({ saves }) => saves),
        ),
        choices(
          'risk',
          labels.risk,
          of(({ risk }) => risk),
          wordMapping(words.sizingRisks, riskColors),
        ),
        textsField(
          'state',
          labels.state,
          of(({ state }) => words.sizingStates[state]),
        ),
        numbers(
          'saved',
          labels.reallySaved,
          of(({ result }) => result?.saved),
        ),
        textsField(
          'incident',
          labels.incident,
          of(({ incidentId }) => incidentId),
          [incidentLink(words)],
        ),
      ]),
    ];
  },
};
