import { phaseColors } from '../colors';
import { choices, times, wordMapping } from '../fields';
import { phasesOf } from '../../incident/phasesOf';
import { frame } from './frame';
import type { QueryKind } from './queryKind';

/** The phases an incident went through, each from when it began. */
export const phases: QueryKind = {
  id: 'phases',
  takes: ['incident'],
  needs: 'incident',
  async frames({ query, reader, words, texts }) {
    const { timeline } = await reader.incident(query.incident ?? '');
    const all = phasesOf(timeline);
    const rows = timeline
      .map(({ at }, index) => ({ at, phase: all[index] }))
      .filter(({ phase }, index) => phase !== all[index - 1]);
    return [
      frame(
        query,
        'phases',
        [
          times(
            'time',
            words.labels.when,
            rows.map(({ at }) => at),
          ),
          choices(
            'phase',
            texts.columns.phase,
            rows.map(({ phase }) => phase),
            wordMapping(words.phases, phaseColors),
          ),
        ],
        { preferredVisualisationType: 'graph' },
      ),
    ];
  },
};
