import type { LocalizeInput } from '../../../src/diagnose/localize';

/** A series cut at the time the trouble was noticed. NaN where nothing was sampled. */
export interface Cut {
  service: string;
  name: string;
  before: number[];
  after: number[];
}

export const cutAt = ({ series, at = NaN }: LocalizeInput): Cut[] =>
  series.map(({ service, metric, times, values }) => {
    const index = times.findIndex(time => time >= at);
    const border = index === -1 ? values.length : index;
    const all = [...values];
    return { service, name: `${service}_${metric}`, before: all.slice(0, border), after: all.slice(border) };
  });

/**
 * The metrics as RCAEval and the papers before it prepare them: gaps take the last value and 0 before the first, and
 * series that are constant on either side are dropped. Bytes of memory become megabytes, which matters where a scale
 * is 0 and the methods divide by 1 instead.
 */
export const prepared = (input: LocalizeInput): Cut[] =>
  cutAt(input)
    .map(({ service, name, before, after }) => {
      const unit = name.endsWith('_mem') ? 1e6 : 1;
      let last = 0;
      const fill = (value: number) => (last = Number.isNaN(value) ? last : value / unit);
      return { service, name, before: before.map(fill), after: after.map(fill) };
    })
    .filter(({ before, after }) => varies(before) && varies(after));

const varies = (values: number[]) => values.some(value => value !== values[0]);
