import type { Threshold } from '@autocura/common';
import type { Labels } from '../sources/prometheus';

/** Whose series it is; undefined where its labels do not say. */
export const serviceOf = ({ service }: Pick<Threshold, 'service'>, labels: Labels): string | undefined =>
  'name' in service ? service.name : labels[service.label] || undefined;

/** The same for the same labels, in whatever order they came. */
export const keyOf = (labels: Labels): string => JSON.stringify(plain(labels));

export const labelsOf = (key: string): Labels => JSON.parse(key) as Labels;

/** Sorted, without the name of the metric. */
function plain(labels: Labels): Labels {
  const { __name__: _, ...rest } = labels;
  return Object.fromEntries(Object.entries(rest).sort(([a], [b]) => (a < b ? -1 : 1)));
}
