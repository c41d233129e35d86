import type { Prediction } from '@autocura/common';
import { choices, numbers, texts as textsField, times, wordMapping } from '../fields';
import { predictionColors } from '../colors';
import { incidentLink, serviceLink } from '../links';
import { frame } from './frame';
import type { QueryKind } from './queryKind';

/** Limits that services are expected to reach, and how those that were told in the time range turned out. */
export const predictions: QueryKind = {
  id: 'predictions',
  takes: ['service', 'open'],
  async frames({ query, range, reader, words, texts }) {
    const { items: all } = await reader.predictions({
      limit: 200,
      ...(query.service && { service: query.service }),
      ...(query.open && { open: true }),
    });
    const isWithin = (iso: string) => Date.parse(iso) >= range.from && Date.parse(iso) <= range.to;
    const items = query.open ? all : all.filter(({ told }) => isWithin(told.at));
    const { labels } = words;
    const of = <T>(read: (prediction: Prediction) => T) => items.map(read);
    return [
      frame(query, 'predictions', [
        times(
          'told',
          labels.told,
          of(({ told }) => told.at),
        ),
        textsField(
          'service',
          labels.service,
          of(({ service }) => service),
          [serviceLink(words)],
        ),
        textsField(
          'limit',
          labels.limitOf,
          of(({ kind }) => words.limits[kind]),
        ),
        numbers(
          'likelihood',
          labels.likelihood,
          of(({ latest }) => latest.likelihood),
          { unit: 'percentunit' },
        ),
        times(
          'expected',
          labels.expected,
          of(({ latest }) => latest.eta),
        ),
        times(
          'earliest',
          texts.columns.earliest,
          of(({ latest }) => latest.lo),
        ),
        times(
          'latest',
          texts.columns.latest,
          of(({ latest }) => latest.hi),
        ),
        choices(
          'outcome',
          labels.outcome,
          of(({ outcome }) => outcome),
          wordMapping(words.predictionOutcomes, predictionColors),
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
