/** Follows one quantile of a stream of positive values in constant room; old values fade. */
export interface Quantile {
  /** How many values were seen. */
  seen: number;
  value: number;
}

/** The most that one value moves it, as a share; the first ones move it more. */
const slowest = 0.04;
const firstMove = 2;

export const noQuantile = (): Quantile => ({ seen: 0, value: 0 });

/** `share` from 0 to 1: below the quantile lie as many of all values. It moves by ratios, so the unit does not matter. */
export function follow(quantile: Quantile, share: number, value: number): void {
  quantile.seen += 1;
  if (quantile.seen === 1) {
    quantile.value = value;
    return;
  }
  const move = Math.max(slowest, firstMove / quantile.seen);
  quantile.value *= Math.exp(value > quantile.value ? move * share : move * (share - 1));
}
