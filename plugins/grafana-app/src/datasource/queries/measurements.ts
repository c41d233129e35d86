import type { SignalName } from '@autocura/common';
import { numbers, times } from '../fields';
import { grafanaUnit } from '../units';
import { frame } from './frame';
import type { QueryKind } from './queryKind';

/** What one service was last judged by: one row, a column for each signal with its unit. */
export const measurements: QueryKind = {
  id: 'measurements',
  takes: ['service'],
  needs: 'service',
  async frames({ query, reader, words }) {
    const { health } = await reader.service(query.service ?? '');
    const names: Partial<Record<string, string>> = words.signals;
    const title = (signal: string) => names[signal as SignalName] ?? signal;
    return [
      frame(query, 'measurements', [
        times('dataAt', words.labels.dataAt, [health.dataAt]),
        ...health.signals.map(({ signal, value, unit }) =>
          numbers(signal, title(signal), [value], { unit: grafanaUnit(unit) }),
        ),
      ]),
    ];
  },
};
