import { healthColors } from '../colors';
import { choices, texts as textsField, times, wordMapping } from '../fields';
import { frame } from './frame';
import type { QueryKind } from './queryKind';

/** The states one service went through, with the one it was in when the time range begins. */
export const healthChanges: QueryKind = {
  id: 'healthChanges',
  takes: ['service'],
  needs: 'service',
  async frames({ query, range, reader, words, texts }) {
    const { health, changes } = await reader.service(query.service ?? '');
    const oldestFirst = [...changes].reverse();
    const before = oldestFirst.filter(({ at }) => Date.parse(at) < range.from).at(-1);
    const within = oldestFirst.filter(({ at }) => Date.parse(at) >= range.from && Date.parse(at) <= range.to);
    const first = before?.to ?? within[0]?.from ?? health.state;
    const began = new Date(range.from).toISOString();
    const rows = [
      { at: began, to: first, reasons: before?.reasons ?? [] },
      ...within.map(({ at, to, reasons }) => ({ at, to, reasons })),
    ];
    return [
      frame(
        query,
        'healthChanges',
        [
          times(
            'time',
            words.labels.when,
            rows.map(({ at }) => at),
          ),
          choices(
            'state',
            health.service,
            rows.map(({ to }) => to),
            wordMapping(words.health, healthColors),
          ),
          textsField(
            'reasons',
            texts.columns.reasons,
            rows.map(({ reasons }) => reasons.join('; ')),
          ),
        ],
        { preferredVisualisationType: 'graph' },
      ),
    ];
  },
};
