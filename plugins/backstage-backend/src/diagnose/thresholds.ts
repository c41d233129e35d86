/** An error ratio above this hurts people. */
export const failing = 0.05;

/** More errors than people should see, and more than this service usually has. */
export const isFailing = (ratio: number, normal?: number) => ratio > failing && ratio > 2 * (normal ?? 0);

/** Twice the usual and people can feel the difference; without a usual, more than a second. */
export const isSlow = (seconds: number, normal?: number) =>
  normal === undefined ? seconds > 1 : seconds > 2 * normal && seconds - normal > 0.1;

/** Computes much more than it usually does, in cores. */
export const isHot = (cores: number, normal?: number) => normal !== undefined && cores >= 0.2 && cores >= 5 * normal;

/** The part with the highest value that `bad` says is bad. */
export function worst(
  parts: Record<string, number> | undefined,
  bad: (value: number, part: string) => boolean,
): { part: string; value: number } | undefined {
  return Object.entries(parts ?? {})
    .filter(([part, value]) => bad(value, part))
    .map(([part, value]) => ({ part, value }))
    .sort((a, b) => b.value - a.value)[0];
}

/** Seconds that each of so many waiting requests waits, at that many served a second (Little's law). */
export const waitsFor = (waiting: number, perSecond: number) => waiting / Math.max(perSecond, 0.01);
