/** What a signal usually is: the middle of its samples and how far they stray from it. */
export interface Normal {
  median: number;
  /** Standard deviation as estimated by the median absolute deviation, which a few wild samples do not move. */
  spread: number;
}

/** Fewer samples say nothing about what is usual. */
const fewest = 10;

export function normalOf(values: number[]): Normal | undefined {
  if (values.length < fewest) return undefined;
  const median = middle(values);
  return { median, spread: 1.4826 * middle(values.map(value => Math.abs(value - median))) };
}

function middle(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const upper = sorted[Math.floor(sorted.length / 2)] ?? 0;
  const lower = sorted[Math.floor((sorted.length - 1) / 2)] ?? 0;
  return (lower + upper) / 2;
}
