import { median } from '../median';
import { autoregressionOf, goOn } from './autoregression';

/** What is expected of one hour; nineteen of twenty values lie between `lo` and `hi`. */
export interface Expected {
  middle: number;
  lo: number;
  hi: number;
}

const day = 24;
const week = 168;
const through = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, nth) => from + nth);
/** Hours back that tell of the next: the last day or two, and this time last week. */
const lagsOfModels = [
  [...through(1, 26), ...through(166, 170)],
  [...through(1, 49), ...through(166, 170), 336],
];

/** What is forecast stays within what was, widened by this share of it. */
const leeway = 0.2;
/** The band is made of errors of forecasts from so many hours ago. */
const backtests = [48, 72, 96, 120, 144, 168];
/** An hour's errors and those of so many hours beside it. */
const beside = 8;
const inBand = 0.95;
/** Errors to come are a little larger than those that were made. */
const widening = 1.15;
/** Less history than this tells no week from another. */
export const leastHours = 3 * week;

/**
 * Hour by hour what comes after `values`, one an hour, the newest last: the middle of seven simple forecasts. Empty where
 * there are less than three weeks.
 */
export function forecast(values: Float64Array, hours: number): Expected[] {
  if (values.length < leastHours) return [];
  const middles = middleOf(values, hours);
  const errors = backtests
    .filter(back => values.length - back >= leastHours)
    .map(back => {
      const then = values.length - back;
      return middleOf(values.subarray(0, then), Math.min(hours, back)).map((expected, hour) =>
        Math.abs((values[then + hour] ?? NaN) - expected),
      );
    });
  return Array.from(middles, (middle, hour) => {
    const width =
      widening *
      quantile(
        inBand,
        errors.flatMap(all => near(all, hour)),
      );
    return { middle, lo: middle - width, hi: middle + width };
  });
}

/** Of each hour the middle of all models. */
function middleOf(values: Float64Array, hours: number): Float64Array {
  const least = values.reduce((low, value) => Math.min(low, value), Infinity);
  const root = least >= 0 ? { of: Math.sqrt, back: (value: number) => Math.max(0, value) ** 2 } : asItIs;
  const ratio = least > 0 ? { of: Math.log, back: Math.exp } : asItIs;
  const all = [
    ...lagsOfModels.flatMap(lags => [
      modelled(values, hours, lags, root, 0),
      modelled(values, hours, lags, ratio, day),
      modelled(values, hours, lags, ratio, week),
    ]),
    Float64Array.from({ length: hours }, (_, hour) => values[values.length - week + (hour % week)] ?? NaN),
  ].filter(model => model !== undefined);
  return Float64Array.from({ length: hours }, (_, hour) => median(all.map(model => model[hour] ?? NaN)));
}

interface Scale {
  of: (value: number) => number;
  back: (value: number) => number;
}

const asItIs: Scale = { of: value => value, back: value => value };

/** An autoregression on another scale, of the change since `period` hours before; 0 stands for the values themselves. */
function modelled(values: Float64Array, hours: number, lags: number[], scale: Scale, period: number) {
  const scaled = values.map(scale.of);
  const changes = period === 0 ? scaled : scaled.subarray(period).map((value, hour) => value - (scaled[hour] ?? NaN));
  const model = autoregressionOf(changes, lags);
  if (model === undefined) return undefined;
  const next = within(changes, goOn(model, changes, hours));
  const all = new Float64Array(scaled.length + hours);
  all.set(scaled);
  next.forEach((change, hour) => {
    const now = scaled.length + hour;
    all[now] = change + (period === 0 ? 0 : (all[now - period] ?? NaN));
  });
  return all.subarray(scaled.length).map(scale.back);
}

function within(past: Float64Array, next: Float64Array): Float64Array {
  const [lo, hi] = [
    past.reduce((low, value) => Math.min(low, value), Infinity),
    past.reduce((high, value) => Math.max(high, value), -Infinity),
  ];
  const room = leeway * (hi - lo);
  return next.map(value => Math.min(hi + room, Math.max(lo - room, value)));
}

/** Hours that no backtest reached have the errors of the last ones. */
function near(errors: Float64Array, hour: number): number[] {
  const centre = Math.min(hour, errors.length - 1);
  return Array.from(errors.subarray(Math.max(0, centre - beside), centre + beside + 1));
}

function quantile(share: number, values: number[]): number {
  const sorted = Float64Array.from(values).sort();
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? NaN;
}
