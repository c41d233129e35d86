import type { Localization } from '../../src/diagnose/localize';

/** One answer: what it is sure by, and whether it was right. Where nothing was wrong, no answer is. */
export interface Answered extends Pick<Localization, 'standsOut' | 'lead'> {
  system: string;
  right: boolean;
}

export interface Curve {
  base: number;
  standsOut: number;
  lead: number;
}

/** A fifth of the answers, by how sure they were: how sure on average, and what share was right. */
export interface Bin {
  sure: number;
  right: number;
}

export interface Calibration {
  curve: Curve;
  /** Of answers of each system, by a curve that was fitted to all the others. */
  bins: Bin[];
  /** The mean distance between sure and right, and its 90 % interval by bootstrap over answers. */
  error: number;
  interval: [number, number];
}

const bins = 5;
const samples = 1000;
/** Keeps the slopes finite where right and wrong part cleanly. */
const ridge = 1;

/** `surest`: no curve is believed beyond. */
export function calibrate(answers: Answered[], surest: number): Calibration {
  const held = [...new Set(answers.map(({ system }) => system))].flatMap(system => {
    const curve = fit(answers.filter(one => one.system !== system));
    return answers
      .filter(one => one.system === system)
      .map(one => ({ sure: Math.min(surest, logistic(dot(curve, one))), right: one.right }));
  });
  const random = linear(1);
  const errors = Array.from({ length: samples }, () =>
    errorOf(binned(held.map(() => held[Math.floor(random() * held.length)] ?? { sure: 0, right: false }))),
  ).sort((a, b) => a - b);
  const found = binned(held);
  return {
    curve: fit(answers),
    bins: found,
    error: errorOf(found),
    interval: [errors[samples * 0.05] ?? NaN, errors[samples * 0.95] ?? NaN],
  };
}

function binned(answers: { sure: number; right: boolean }[]): Bin[] {
  const sorted = [...answers].sort((a, b) => a.sure - b.sure);
  return Array.from({ length: bins }, (_, n) => {
    const own = sorted.slice(Math.floor((n * sorted.length) / bins), Math.floor(((n + 1) * sorted.length) / bins));
    const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
    return { sure: mean(own.map(({ sure }) => sure)), right: mean(own.map(({ right }) => Number(right))) };
  });
}

const errorOf = (found: Bin[]) =>
  found.reduce((sum, { sure, right }) => sum + Math.abs(sure - right), 0) / found.length;

/** The likeliest curve with a small penalty on its slopes, by Newton's method. */
export function fit(answers: Answered[]): Curve {
  let curve: Curve = { base: 0, standsOut: 0, lead: 0 };
  for (let step = 0; step < 30; step += 1) {
    const gradient = [0, -ridge * curve.standsOut, -ridge * curve.lead];
    const hessian = [
      [1e-9, 0, 0],
      [0, ridge, 0],
      [0, 0, ridge],
    ];
    for (const one of answers) {
      const sure = logistic(dot(curve, one));
      const x = features(one);
      x.forEach((a, i) => {
        gradient[i] = (gradient[i] ?? 0) + (Number(one.right) - sure) * a;
        x.forEach((b, j) => {
          const row = hessian[i];
          if (row) row[j] = (row[j] ?? 0) + sure * (1 - sure) * a * b;
        });
      });
    }
    const [base = 0, standsOut = 0, lead = 0] = solve(hessian, gradient);
    curve = { base: curve.base + base, standsOut: curve.standsOut + standsOut, lead: curve.lead + lead };
  }
  return curve;
}

const features = ({ standsOut, lead }: Pick<Answered, 'standsOut' | 'lead'>) => [
  1,
  Math.log1p(standsOut),
  Math.log1p(lead),
];
const dot = ({ base, standsOut, lead }: Curve, one: Answered) => {
  const [a = 0, b = 0, c = 0] = features(one);
  return base * a + standsOut * b + lead * c;
};
const logistic = (x: number) => 1 / (1 + Math.exp(-x));

/** Gaussian elimination; the matrix is positive definite. */
function solve(matrix: number[][], right: number[]): number[] {
  const rows = matrix.map((row, n) => [...row, right[n] ?? 0]);
  rows.forEach((pivot, n) => {
    rows.forEach((row, m) => {
      if (m === n) return;
      const factor = (row[n] ?? 0) / (pivot[n] ?? 1);
      row.forEach((value, k) => (row[k] = value - factor * (pivot[k] ?? 0)));
    });
  });
  return rows.map((row, n) => (row.at(-1) ?? 0) / (row[n] ?? 1));
}

/** From 0 to 1, the same each time (a linear congruence, as in Numerical Recipes). */
function linear(seed: number) {
  let state = seed;
  return () => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 2 ** 32;
}
