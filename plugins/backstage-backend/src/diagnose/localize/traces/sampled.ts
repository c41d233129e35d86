import type { Span } from '../input';

/** More tell no more, and cost time. */
const most = 20_000;

/** Whole traces, evenly spread, of about as many spans as are worth reading. The same spans give the same sample. */
export function sampled(spans: Span[]): Span[] {
  if (spans.length <= most) return spans;
  const share = most / spans.length;
  const kept = new Set<string>();
  const seen = new Set<string>();
  for (const { trace } of spans) {
    if (seen.has(trace)) continue;
    seen.add(trace);
    if (kept.size < seen.size * share) kept.add(trace);
  }
  return spans.filter(({ trace }) => kept.has(trace));
}
