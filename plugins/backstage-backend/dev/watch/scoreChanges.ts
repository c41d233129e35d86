import type { ChangeSeries } from './changeSeries';

export interface ChangeScore {
  /** Of the places, within five values, against all who looked at the series. */
  f1: number;
  /** How well the stretches between are covered, from 0 to 1. */
  cover: number;
}

const margin = 5;

/** The beginning counts as a place that everybody names. */
export function scoreChanges({ values, said }: ChangeSeries, found: number[]): ChangeScore {
  const places = unique([0, ...found]);
  const views = said.map(view => unique([0, ...view]));
  const precision = matched(unique(views.flat()), places) / places.length;
  const recall = mean(views.map(view => matched(view, places) / view.length));
  const covered = mean(said.map(view => coverOf(stretches(view, values.length), stretches(found, values.length))));
  return { f1: (2 * precision * recall) / (precision + recall), cover: covered };
}

/** How many of the wanted have a found one near that no other has taken. */
function matched(wanted: number[], found: number[]): number {
  const left = new Set(found);
  return wanted.filter(place => {
    const [nearest] = [...left]
      .filter(one => Math.abs(one - place) <= margin)
      .sort((a, b) => Math.abs(a - place) - Math.abs(b - place) || a - b);
    return nearest !== undefined && left.delete(nearest);
  }).length;
}

type Stretch = readonly [from: number, end: number];

function stretches(changes: number[], length: number): Stretch[] {
  const cuts = unique([0, ...changes.filter(change => change > 0 && change < length), length]);
  return cuts.slice(1).map((end, nth) => [cuts[nth] ?? 0, end]);
}

function coverOf(said: Stretch[], found: Stretch[]): number {
  const length = said[said.length - 1]?.[1] ?? 0;
  const best = ([from, end]: Stretch) =>
    Math.max(
      ...found.map(
        ([a, b]) => Math.max(0, Math.min(end, b) - Math.max(from, a)) / (Math.max(end, b) - Math.min(from, a)),
      ),
    );
  return said.reduce((sum, stretch) => sum + (stretch[1] - stretch[0]) * best(stretch), 0) / length;
}

const unique = (places: number[]) => [...new Set(places)].sort((a, b) => a - b);
const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
