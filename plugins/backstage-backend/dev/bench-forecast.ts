import { writeFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import { type Expected, forecast } from '../src/watch/forecast';
import { readHourly } from './watch/hourlySeries';
import { scoreForecast } from './watch/scoreForecast';

type Forecaster = (known: Float64Array, hours: number) => Expected[];

const repeats =
  (period: number): Forecaster =>
  (known, hours) =>
    Array.from({ length: hours }, (_, hour) => ({
      ...{ middle: known[known.length - period + (hour % period)] ?? NaN, lo: NaN, hi: NaN },
    }));

const forecasters: Record<string, Forecaster> = {
  ours: forecast,
  'as the day before': repeats(24),
  'as the week before': repeats(168),
  'stays as it is': repeats(1),
};

/** Holds back the end of each series and forecasts it, rivals beside; then writes our forecast of what comes after. */
function bench() {
  const { values } = parseArgs({
    options: { train: { type: 'string' }, horizon: { type: 'string' }, out: { type: 'string' } },
  });
  const { train, out } = values;
  const horizon = Number(values.horizon ?? 48);
  if (train === undefined || out === undefined || !Number.isInteger(horizon) || horizon < 1) {
    console.error('usage: npm run bench:forecast -- --train FILE --horizon HOURS --out FILE');
    process.exitCode = 2;
    return;
  }
  const series = readHourly(train);
  console.table(Object.entries(forecasters).map(([name, of]) => ({ by: name, ...heldBack(of, series, horizon) })));
  const told = Array.from(series, ([name, known]) => ({ name, ahead: forecast(known, horizon) }));
  for (const [part, file] of [
    ['middle', out],
    ['lo', beside(out, 'lo')],
    ['hi', beside(out, 'hi')],
  ] as const) {
    const rows = told.map(({ name, ahead }) => [`"${name}"`, ...ahead.map(hour => hour[part])].join(','));
    writeFileSync(file, `${rows.join('\n')}\n`);
  }
}

function heldBack(of: Forecaster, series: Map<string, Float64Array>, horizon: number) {
  const started = performance.now();
  const scores = Array.from(series.values(), all => {
    const known = all.subarray(0, all.length - horizon);
    return scoreForecast(known, all.subarray(all.length - horizon), of(known, horizon));
  });
  const ms = (performance.now() - started) / scores.length;
  const mean = (values: number[]) =>
    Math.round((1000 * values.reduce((sum, value) => sum + value, 0)) / values.length) / 1000;
  const inBand = scores.map(score => score.inBand).filter(share => share !== undefined);
  return {
    smape: mean(scores.map(({ smape }) => smape)),
    mase: mean(scores.map(({ mase }) => mase).filter(Number.isFinite)),
    ...(inBand.length > 0 && { 'in the band': mean(inBand) }),
    'ms a series': Math.round(ms * 10) / 10,
  };
}

const beside = (file: string, part: string) => file.replace(/(\.csv)?$/, `-${part}.csv`);

bench();
