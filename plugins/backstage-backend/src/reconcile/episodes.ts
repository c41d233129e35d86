type Labels = Record<string, string>;

/** A span in which an alert fired, as Prometheus recorded it. */
export interface Episode {
  labels: Labels;
  startsAt: Date;
  /** When it was last seen firing. */
  lastAt: Date;
  /** It still fires. */
  firing: boolean;
  /** It was firing already where the record that was read begins: its start is not known. */
  cut: boolean;
}

export interface Fired {
  labels: Labels;
  /** When it was firing, epoch milliseconds, ascending. */
  at: number[];
}

/** So many evaluations may be missing within one span: Prometheus was slow, and the alert is the same. */
const mostMissing = 2.5;

/** Spans out of single moments. `from`: where the record that was read begins. */
export function episodesOf(record: Fired[], firing: Labels[], from: Date): Episode[] {
  const now = new Set(firing.map(keyOf));
  return record.flatMap(({ labels, at }) => {
    const [first] = at;
    if (first === undefined) return [];
    const apart = at.slice(1).map((moment, index) => moment - at[index]!);
    const usual = median(apart);
    const spans: [first: number, last: number][] = [[first, first]];
    for (const [index, moment] of at.slice(1).entries()) {
      if (apart[index]! > mostMissing * usual) spans.push([moment, moment]);
      else spans.at(-1)![1] = moment;
    }
    return spans.map(([start, last], index): Episode => ({
      labels,
      startsAt: new Date(start),
      lastAt: new Date(last),
      firing: index === spans.length - 1 && now.has(keyOf(labels)),
      cut: index === 0 && start - from.getTime() <= mostMissing * usual,
    }));
  });
}

const median = (values: number[]) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

/** Equal for equal labels, in whatever order. */
export const keyOf = (labels: Labels) => JSON.stringify(Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : 1)));
