import type { Band, ThresholdState } from '@autocura/common';
import { numbers, times } from '../fields';
import { frame } from './frame';
import type { QueryKind } from './queryKind';

const mostThresholds = 3;
const weekMs = 7 * 24 * 3_600_000;

/** Series of a service with the band of what is usual, a frame each, of the last week of the time range at most. */
export const bands: QueryKind = {
  id: 'bands',
  takes: ['service'],
  needs: 'service',
  async frames({ query, range, reader, words, texts }) {
    const service = query.service ?? '';
    // What is to come has no samples yet.
    const end = Math.min(range.to, Date.now());
    const to = new Date(end).toISOString();
    const from = new Date(Math.max(range.from, end - weekMs)).toISOString();
    const watching = (await reader.thresholds()).items.filter(one => isAbout(one, service)).slice(0, mostThresholds);
    const found = await Promise.all(watching.map(({ name }) => reader.bands(name, { from, to }, service)));
    const all = found.flatMap(({ items }) => items);
    const { usual } = words.labels;
    const frameOf = ({ threshold, points }: Pick<Band, 'threshold' | 'points'>) =>
      frame(
        query,
        'bands',
        [
          times(
            'time',
            words.labels.when,
            points.map(({ at }) => at),
          ),
          numbers(
            'value',
            threshold || usual,
            points.map(({ value }) => value),
          ),
          numbers(
            'lo',
            `${threshold} ${texts.columns.lowest}`.trim(),
            points.map(({ lo }) => lo),
            { custom: { lineWidth: 0 } },
          ),
          numbers(
            'hi',
            `${threshold} ${texts.columns.highest}`.trim(),
            points.map(({ hi }) => hi),
            { custom: { lineWidth: 0, fillBelowTo: 'lo', fillOpacity: 15 } },
          ),
        ],
        { preferredVisualisationType: 'graph' },
      );
    return all.length > 0 ? all.map(frameOf) : [frameOf({ threshold: '', points: [] })];
  },
};

const isAbout = ({ service, series }: ThresholdState, name: string) =>
  series > 0 && ('label' in service || service.name === name);
