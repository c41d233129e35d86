import type { Expected } from '../../src/watch/forecast';

export interface ForecastScore {
  /** In percent, symmetric. */
  smape: number;
  /** Against what a day's repetition erred by in the past. */
  mase: number;
  /** Share of values in the band; undefined of a forecast without one. */
  inBand?: number;
}

const day = 24;

/** Of one series: what came, what was told, and what was known then. */
export function scoreForecast(known: Float64Array, came: Float64Array, told: Expected[]): ForecastScore {
  const errors = Array.from(came, (value, hour) => Math.abs(value - (told[hour]?.middle ?? NaN)));
  const shares = errors.map((error, hour) => {
    const size = Math.abs(came[hour] ?? NaN) + Math.abs(told[hour]?.middle ?? NaN);
    return size === 0 ? 0 : (200 * error) / size;
  });
  const repeated = mean(Array.from(known.subarray(day), (value, hour) => Math.abs(value - (known[hour] ?? NaN))));
  const isIn = Array.from(came, (value, hour) => {
    const { lo, hi } = told[hour] ?? { lo: NaN, hi: NaN };
    return Number(value >= lo && value <= hi);
  });
  const hasBand = told.some(({ lo }) => !Number.isNaN(lo));
  return { smape: mean(shares), mase: mean(errors) / repeated, ...(hasBand && { inBand: mean(isIn) }) };
}

const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
