export interface Share {
  of: number;
  successes: number;
}

export interface Interval {
  lower: number;
  upper: number;
}

/** Quantile of the normal distribution for an interval of 90 %, both sides together. */
export const z90 = 1.6448536269514722;

/**
 * Wilson's score interval of a share: E. B. Wilson, "Probable inference, the law of succession, and statistical
 * inference", JASA 22 (1927). Unlike the textbook's it neither leaves 0 to 1 nor shrinks to nothing for 5 of 5.
 */
export function wilson({ of, successes }: Share, z: number): Interval {
  if (of === 0) return { lower: 0, upper: 1 };
  const share = successes / of;
  const middle = share + (z * z) / (2 * of);
  const spread = z * Math.sqrt((share * (1 - share)) / of + (z * z) / (4 * of * of));
  const shrink = 1 + (z * z) / of;
  return { lower: Math.max(0, (middle - spread) / shrink), upper: Math.min(1, (middle + spread) / shrink) };
}

/**
 * Interval of the difference of two independent shares, `a` less `b`: R. G. Newcombe, "Interval estimation for the
 * difference between independent proportions: comparison of eleven methods", Statistics in Medicine 17 (1998),
 * method 10, made of Wilson's two.
 */
export function newcombe(a: Share, b: Share, z: number): Interval & { difference: number } {
  const [shareA, shareB] = [a, b].map(({ of, successes }) => (of === 0 ? 0.5 : successes / of)) as [number, number];
  const [within, beside] = [wilson(a, z), wilson(b, z)];
  const difference = shareA - shareB;
  return {
    difference,
    lower: difference - Math.hypot(shareA - within.lower, beside.upper - shareB),
    upper: difference + Math.hypot(within.upper - shareA, shareB - beside.lower),
  };
}
