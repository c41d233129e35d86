import type { ActionRow, Prediction, ServiceHealth } from '@autocura/common';
import { healthColors, outcomeColors } from '../colors';
import { choices, numbers, texts as textsField, times, wordMapping } from '../fields';
import { incidentLink, serviceLink } from '../links';
import { frame } from './frame';
import type { QueryKind } from './queryKind';

/** Every service with its state now, the worst first, the limit it reaches next, and what was last done there. */
export const services: QueryKind = {
  id: 'services',
  takes: ['service'],
  async frames({ query, reader, words, texts }) {
    const [{ items: all }, { items: predicted }, { items: actions }] = await Promise.all([
      reader.services(),
      reader.predictions({ open: true, limit: 200, ...(query.service && { service: query.service }) }),
      reader.history({ limit: 200, ...(query.service && { service: query.service }) }),
    ]);
    const items = all.filter(({ service }) => !query.service || service === query.service);
    const last = (service: string) => actions.find(action => action.service === service);
    const next = (service: string) => soonest(predicted.filter(one => one.service === service && one.standing));
    const { labels } = words;
    const { columns } = texts;
    const of = <T>(read: (health: ServiceHealth, last: ActionRow | undefined) => T) =>
      items.map(health => read(health, last(health.service)));
    return [
      frame(query, 'services', [
        textsField(
          'service',
          labels.service,
          of(({ service }) => service),
          [serviceLink(words)],
        ),
        choices(
          'state',
          labels.state,
          of(({ state }) => state),
          wordMapping(words.health, healthColors),
        ),
        textsField(
          'reasons',
          columns.reasons,
          of(({ reasons }) => reasons.map(({ says }) => says).join('; ')),
        ),
        times(
          'since',
          columns.since,
          of(({ since }) => since),
        ),
        times(
          'dataAt',
          labels.dataAt,
          of(({ dataAt }) => dataAt),
        ),
        numbers(
          'openIncidents',
          columns.openIncidents,
          of(({ openIncidents }) => openIncidents.length),
        ),
        textsField(
          'incident',
          labels.incident,
          of(({ openIncidents: [first] }) => first),
          [incidentLink(words)],
        ),
        textsField(
          'limit',
          labels.limitOf,
          of(({ service }) => {
            const prediction = next(service);
            return prediction && words.limits[prediction.kind];
          }),
        ),
        times(
          'expected',
          labels.expected,
          of(({ service }) => next(service)?.latest.eta),
        ),
        textsField(
          'lastAction',
          columns.lastAction,
          of((_, action) => action?.action),
        ),
        choices(
          'lastOutcome',
          columns.lastOutcome,
          of((_, action) => action?.outcome),
          wordMapping(words.outcomes, outcomeColors),
        ),
        times(
          'lastActed',
          columns.lastActed,
          of((_, action) => action?.actedAt ?? action?.intendedAt),
        ),
      ]),
    ];
  },
};

/** What is expected at no time that can be told comes last. */
const soonest = (predictions: Prediction[]): Prediction | undefined =>
  [...predictions].sort((a, b) => ((a.latest.eta ?? '~') < (b.latest.eta ?? '~') ? -1 : 1))[0];
