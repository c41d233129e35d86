import type { Span } from '../input';

/** Who calls whom, as the traces show it. */
export function callsIn(spans: Span[]): [caller: string, callee: string][] {
  const byId = new Map(spans.map(span => [span.id, span]));
  const calls = new Map<string, [string, string]>();
  for (const { parent, service } of spans) {
    const caller = parent === '' ? undefined : byId.get(parent)?.service;
    if (caller !== undefined && caller !== service) calls.set(`${caller}>${service}`, [caller, service]);
  }
  return [...calls.values()];
}
