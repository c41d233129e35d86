import { performance } from 'node:perf_hooks';
import { TimeToLimit } from '../../src/watch/timeToLimit';
import type { LimitCase } from './limitCases';
import { predictLinear } from './predictLinear';

/** What was told at one time. Times in Unix seconds. */
export interface Told {
  alarm: boolean;
  eta?: number;
  lo?: number;
  hi?: number;
}

/** Makes who is asked of one case, with what is known until then. */
export type Predictor = (of: LimitCase) => (times: Float64Array, values: Float64Array) => Told;

const ours: Predictor = of => {
  const predictor = new TimeToLimit(of);
  return (times, values) => predictor.predict(times, values);
};

export const predictors: Record<string, Predictor> = {
  ours,
  'predict_linear 1 h': predictLinear(1),
  'predict_linear 6 h': predictLinear(6),
  'predict_linear 24 h': predictLinear(24),
};

/** One answer for each time that a case is asked at. */
export interface Asked extends Told {
  case: string;
  origin: number;
}

/** Nobody sees further than the origin it is asked at. `ms` is the 95th percentile of one answer. */
export function runLimitCases(predictor: Predictor, cases: LimitCase[]): { answers: Asked[]; ms: number } {
  const took: number[] = [];
  const answers = cases.flatMap(of => {
    const ask = predictor(of);
    return of.origins.map(origin => {
      const known = of.times.findLastIndex(time => time <= origin) + 1;
      const [times, values] = [of.times.slice(0, known), of.values.slice(0, known)];
      const started = performance.now();
      const told = ask(times, values);
      took.push(performance.now() - started);
      return { case: of.id, origin, ...told };
    });
  });
  const ms = took.sort((a, b) => a - b)[Math.floor(0.95 * took.length)] ?? 0;
  return { answers, ms };
}
