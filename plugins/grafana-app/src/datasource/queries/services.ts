import type { ActionRow, ServiceHealth } from '@autocura/common';
import { healthColors, outcomeColors } from '../colors';
import { choices, numbers, texts as textsField, times, wordMapping } from '../fields';
import { incidentLink, serviceLink } from '../links';
import { frame } from './frame';
import type { QueryKind } from './queryKind';

/** Every service with its state now, the worst first, and what was last done there. */
export const services: QueryKind = {
  id: 'services',
  takes: ['service'],
  async frames({ query, reader, words, texts }) {
    const [{ items: all }, { items: actions }] = await Promise.all([
      reader.services(),
      reader.history({ limit: 200, ...(query.service && { service: query.service }) }),
    ]);
    const items = all.filter(({ service }) => !query.service || service === query.service);
    const last = (service: string) => actions.find(action => action.service === service);
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
