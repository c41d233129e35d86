import type { Threshold } from '@autocura/common';
import type { Labels, PrometheusClient } from '../sources/prometheus';
import { keyOf } from './series';

/** What Prometheus answers in one piece, and what is read of a whole history, in points of all series together. */
const mostInPiece = 200_000;
const mostStepsInPiece = 10_000;
const mostPoints = 2_000_000;
export const weekS = 7 * 86_400;

/** Of each series by its key the labels, and the values by Unix seconds. */
export interface Piece {
  from: number;
  to: number;
  labels: Map<string, Labels>;
  values: Map<string, Map<number, number>>;
}

/** Seconds before `at` that are worth reading of so many series: a week, or what can be read in a moment. */
export const historyOf = (everyS: number, series: number) =>
  Math.min(weekS, Math.floor(mostPoints / Math.max(1, series)) * everyS);

/** The last moment of the grid that samples are taken on, in Unix seconds. */
export const onGrid = (seconds: number, everyS: number) => Math.floor(seconds / everyS) * everyS;

/** How the series of a threshold went, on its grid, both ends included, piece by piece. Throws `PrometheusError`. */
export async function* history(
  client: Pick<PrometheusClient, 'queryRange'>,
  { query, everyMs }: Pick<Threshold, 'query' | 'everyMs'>,
  { from, to, series }: { from: number; to: number; series: number },
): AsyncGenerator<Piece> {
  const everyS = everyMs / 1000;
  const steps = Math.max(1, Math.min(mostStepsInPiece, Math.floor(mostInPiece / Math.max(1, series))));
  for (let start = from; start <= to; start += steps * everyS) {
    const end = Math.min(to, start + (steps - 1) * everyS);
    const lines = await client.queryRange(query, new Date(start * 1000), new Date(end * 1000), everyS);
    const keys = lines.map(({ labels }) => keyOf(labels));
    yield {
      ...{ from: start, to: end },
      labels: new Map(lines.map(({ labels }, nth) => [keys[nth]!, labels])),
      values: new Map(lines.map(({ points }, nth) => [keys[nth]!, new Map(points)])),
    };
  }
}
