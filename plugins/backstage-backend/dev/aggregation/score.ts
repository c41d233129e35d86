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

/** Outages that no page is mostly about, each page by the outages of its alerts: nobody is called for them. */
export function missed(pages: readonly (readonly number[])[], outages: number): number[] {
  const found = new Set(pages.map(mostOf));
  return [...Array(outages).keys()].filter(outage => !found.has(outage));
}

function mostOf(page: readonly number[]): number | undefined {
  const times = new Map<number, number>();
  for (const outage of page) times.set(outage, (times.get(outage) ?? 0) + 1);
  return [...times].sort((a, b) => b[1] - a[1])[0]?.[0];
}

/** The outages of what is in each group, of the alerts that had come when `waitMs` were over since its first. */
export function pagesOf(groups: readonly string[], alerts: readonly { outage: number; at: number }[], waitMs: number) {
  const pages = new Map<string, { until: number; outages: number[] }>();
  alerts.forEach(({ outage, at }, index) => {
    const page = pages.get(groups[index]!) ?? { until: at + waitMs, outages: [] };
    if (at <= page.until) page.outages.push(outage);
    pages.set(groups[index]!, page);
  });
  return [...pages.values()].map(({ outages }) => outages);
}
