import type { BandPoint } from './threshold';

/** A course and its band as paths of an SVG. */
export interface BandDrawing {
  width: number;
  height: number;
  line: string;
  /** What is usual, filled. */
  area: string;
  /** Stretches that were unusual, over the line. */
  unusual: string;
  low: number;
  high: number;
}

const pad = 4;

/** Draws a course and its band, newest at the right; undefined where there is nothing to draw. */
export function bandDrawing(points: BandPoint[], width = 600, height = 140): BandDrawing | undefined {
  const [first, last] = [points[0], points.at(-1)];
  if (!first || !last) return undefined;
  const values = points.flatMap(({ value, lo, hi }) => [
    value,
    ...(lo === undefined || hi === undefined ? [] : [lo, hi]),
  ]);
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const [from, to] = [Date.parse(first.at), Date.parse(last.at)];
  const x = (at: string) => pad + ((Date.parse(at) - from) / Math.max(1, to - from)) * (width - 2 * pad);
  const y = (value: number) =>
    high === low ? height / 2 : height - pad - ((value - low) / (high - low)) * (height - 2 * pad);
  const place = (at: string, value: number) => `${x(at).toFixed(1)},${y(value).toFixed(1)}`;
  const banded = points.flatMap(({ at, lo, hi }) => (lo === undefined || hi === undefined ? [] : [{ at, lo, hi }]));
  const edge = [
    ...banded.map(({ at, hi }) => place(at, hi)),
    ...[...banded].reverse().map(({ at, lo }) => place(at, lo)),
  ];
  return {
    ...{ width, height, low, high },
    line: pathOf(points.map(({ at, value }) => place(at, value))),
    area: edge.length > 0 ? `${pathOf(edge)}Z` : '',
    unusual: stretches(points)
      .map(stretch => pathOf(stretch.map(({ at, value }) => place(at, value))))
      .join(''),
  };
}

const pathOf = (places: string[]) => `M${places.join('L')}`;

/** Points in a row that are unusual, each stretch with the one before it. */
function stretches(points: BandPoint[]): BandPoint[][] {
  const all: BandPoint[][] = [];
  points.forEach((point, nth) => {
    if (!point.unusual) return;
    const before = points[nth - 1];
    if (before?.unusual) all.at(-1)?.push(point);
    else all.push(before ? [before, point] : [point]);
  });
  return all;
}
