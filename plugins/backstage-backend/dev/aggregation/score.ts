/** How well groups agree with the truth, over all pairs of alerts. */
export interface Agreement {
  precision: number;
  recall: number;
  f1: number;
}

const pairs = (n: number) => (n * (n - 1)) / 2;

/** `groups` and `truth` by alert, in the same order. */
export function pairwise(groups: readonly string[], truth: readonly number[]): Agreement {
  const counts = [new Map<string, number>(), new Map<string, number>(), new Map<string, number>()] as const;
  groups.forEach((group, index) => {
    const outage = String(truth[index]);
    for (const [map, key] of [
      [counts[0], group],
      [counts[1], outage],
      [counts[2], `${group}\n${outage}`],
    ] as const)
      map.set(key, (map.get(key) ?? 0) + 1);
  });
  const [grouped, true_, both] = counts.map(map => [...map.values()].reduce((sum, n) => sum + pairs(n), 0)) as [
    number,
    number,
    number,
  ];
  const precision = grouped === 0 ? 1 : both / grouped;
  const recall = true_ === 0 ? 1 : both / true_;
  return { precision, recall, f1: precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall) };
}

/** Outages that no group is mostly about: nobody would have been called for them. */
export function missed(groups: readonly string[], truth: readonly number[], outages: number): number[] {
  const byGroup = new Map<string, Map<number, number>>();
  groups.forEach((group, index) => {
    const inside = byGroup.get(group) ?? new Map<number, number>();
    byGroup.set(group, inside.set(truth[index]!, (inside.get(truth[index]!) ?? 0) + 1));
  });
  const found = new Set([...byGroup.values()].map(inside => [...inside].sort((a, b) => b[1] - a[1])[0]![0]));
  return [...Array(outages).keys()].filter(outage => !found.has(outage));
}
