import type { LocalizeInput, Series, Span } from '../input';

/** When the trouble is noticed in these tests, Unix seconds. */
export const noticed = 6000;

/** One value a minute; as many before the trouble was noticed as `before` has. */
export const series = (name: `${string}.${string}`, before: number[], after: number[]): Series => {
  const cut = name.indexOf('.');
  const values = [...before, ...after];
  return {
    service: name.slice(0, cut),
    metric: name.slice(cut + 1),
    times: Float64Array.from(values, (_, n) => noticed + (n - before.length) * 60),
    values: Float64Array.from(values),
  };
};

/** Many values about a level, never twice the same way: what is normal of something that varies by the given share. */
export const around = (level: number, count = 40, share = 0.02): number[] =>
  Array.from({ length: count }, (_, n) => level * (1 + share * Math.sin(n * n)));

export const input = (given: Partial<LocalizeInput>): LocalizeInput => ({
  series: [],
  topology: [],
  at: noticed,
  spans: [],
  logs: [],
  normalSpans: [],
  normalLogs: [],
  changes: [],
  ...given,
});

/** A span of the given milliseconds; its id is its place in the trace: 'a', and 'a.b' is called by 'a'. */
export const span = (trace: string, id: string, what: `${string}|${string}`, ms: number, startMs = 0): Span => {
  const [service = '', operation = ''] = what.split('|');
  const parent = id.includes('.') ? id.slice(0, id.lastIndexOf('.')) : '';
  return { trace, id, parent, service, operation, startUs: startMs * 1000, durationUs: ms * 1000 };
};
