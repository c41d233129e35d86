import type { LogLine, Span } from '../input';
import { input, noticed, span } from '../testSupport/given';
import { traceKinds } from './traceKinds';

interface Asked {
  /** Seconds from when the trouble was noticed. */
  second: number;
  says?: string;
  ms?: number;
}
/** A request each second: the shop asks the stock, which writes a line. */
function recorded(from: number, to: number, of: (second: number) => Omit<Asked, 'second'>) {
  const spans: Span[] = [];
  const logs: LogLine[] = [];
  for (let second = from; second < to; second += 1) {
    const { says = 'INFO taken', ms = 3 } = of(second);
    const startMs = (noticed + second) * 1000;
    const trace = `t${second}`;
    spans.push(span(trace, 'a', 'shop|order', ms + 5, startMs), span(trace, 'a.b', 'stock|take', ms, startMs));
    if (says !== '') logs.push({ timeUs: startMs * 1000, service: 'stock', span: `a.b/${trace}`, message: says });
  }
  const named = spans.map(one => ({ ...one, id: `${one.id}/${one.trace}`, parent: one.parent && `a/${one.trace}` }));
  return { spans: named, logs };
}
const known = recorded(-3600, -3500, () => ({}));
const found = (of: Parameters<typeof recorded>[2]) =>
  traceKinds(input({ ...recorded(-120, 120, of), normalSpans: known.spans, normalLogs: known.logs }), noticed);

test.each([
  { name: 'as told', from: 0 },
  { name: 'three quarters of a minute earlier', from: -45 },
  { name: 'half a minute later', from: 30 },
])('trouble that begins $name is told to begin then', ({ from }) => {
  const lasting = found(second => (second >= from ? { says: 'ERROR none left' } : {}));
  expect(lasting?.onset).toBe(noticed + from);
  expect(lasting?.events.scores.get('stock') ?? 0).toBeGreaterThan(5);
});

test('failures that were over when they were noticed are evidence', () => {
  const over = found(second => (second >= -90 && second < -30 ? { says: 'ERROR none left' } : {}));
  expect(over?.onset).toBe(noticed - 90);
  expect(over?.events.scores.get('stock') ?? 0).toBeGreaterThan(5);
});

test('what was only left undone for a while is not', () => {
  const quiet = found(second => (second >= -110 && second < -50 ? { says: '' } : {}));
  expect((quiet?.events.scores.get('stock') ?? 0) - (quiet?.events.noise ?? 0)).toBeLessThanOrEqual(0.5);
});

test('too few spans tell nothing', () =>
  expect(traceKinds(input({ ...recorded(-20, 20, () => ({})) }), noticed)).toBeUndefined());
