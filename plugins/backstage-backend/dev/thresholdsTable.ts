import type { Firing, ThresholdPreview } from '@autocura/common';
import { english, sentence } from '@autocura/common';

/** What would have fired, for people: a line a threshold, and one each time. */
export function thresholdsTable({ from, to, thresholds }: ThresholdPreview): string {
  return thresholds
    .flatMap(({ name, series, firings, problem }) => [
      `${name}: would have fired ${times(firings.length)} on ${series} series from ${from} to ${to}`,
      ...firings.map(lineOf),
      ...(problem === undefined ? [] : [`  ${problem}`]),
    ])
    .join('\n');
}

const lineOf = (firing: Firing) =>
  `  ${firing.at} to ${firing.endedAt ?? 'the end'}  ${sentence(english, { type: 'threshold.fired', data: { firing } })}`;

const times = (count: number) => (count === 1 ? 'once' : `${count} times`);
