import type { LogLine } from '../input';
import { span } from '../testSupport/given';
import { handlingsOf, linesBySpan, runsOf } from './events';
import { presences } from './presence';
import { presenceBlame } from './presenceBlame';
import { spanTree } from './spanTree';

interface Run {
  says?: string;
  asks?: boolean;
  shopSays?: string;
}
/** The shop's order asks the stock, which writes a line. */
const runs = (count: number, { says = 'INFO taken', asks = true, shopSays = 'INFO done' }: Run) => {
  const traces = Array.from({ length: count }, (_, n) => `${says}${asks}${n}`);
  const line = (trace: string, service: string, id: string, message: string): LogLine => ({
    timeUs: 0,
    service,
    span: `${trace}/${id}`,
    message,
  });
  const spans = traces.flatMap(trace => [
    { ...span(trace, 'a', 'shop|order', 9), id: `${trace}/a` },
    ...(asks ? [{ ...span(trace, 'b', 'stock|take', 3), id: `${trace}/b`, parent: `${trace}/a` }] : []),
  ]);
  const lines = traces.flatMap(trace => [
    line(trace, 'shop', 'a', shopSays),
    ...(asks ? [line(trace, 'stock', 'b', says)] : []),
  ]);
  return { spans, lines };
};
const together = (...all: ReturnType<typeof runs>[]) =>
  handlingsOf(runsOf(spanTree(all.flatMap(({ spans }) => spans)), linesBySpan(all.flatMap(({ lines }) => lines))));
const blame = (...now: ReturnType<typeof runs>[]) =>
  presenceBlame(presences(together(runs(20, {})), together(...now)), [['shop', 'stock']]);

test('a line that is lost is evidence against who wrote it', () => {
  const found = blame(runs(20, { says: 'INFO nothing there' }));
  expect(found.get('stock') ?? 0).toBeGreaterThan(3);
  expect(found.has('shop')).toBe(false);
});

test('an error that is new is evidence, one that went away is not', () => {
  const errors = runs(20, { says: 'ERROR none left' });
  expect(presences(together(runs(20, {})), together(errors)).map(({ event }) => event.isError)).toContain(true);
  expect(presences(together(errors), together(errors))).toEqual([]);
});

test('trouble travels upwards: the deepest service keeps the blame', () => {
  const found = blame(runs(20, { says: 'ERROR none left', shopSays: 'ERROR no order' }));
  expect(found.get('stock') ?? 0).toBeGreaterThan((found.get('shop') ?? 0) * 2);
});

test('who no longer asks keeps the blame for what is asked otherwise', () => {
  const found = blame(runs(16, { asks: false }), runs(4, { says: 'INFO other' }));
  expect(found.get('shop') ?? 0).toBeGreaterThan((found.get('stock') ?? 0) * 2);
});

test('an operation that hardly ran is no evidence', () =>
  expect(presences(together(runs(2, {})), together(runs(2, { says: 'ERROR none left' })))).toEqual([]));

test('who waits for a callee that is slow is excused for what it no longer does', () => {
  const lost = presences(together(runs(20, {})), together(runs(20, { shopSays: 'ERROR gave up' })));
  const calls: [string, string][] = [['shop', 'stock']];
  const [alone, waiting] = [
    presenceBlame(lost, calls),
    presenceBlame(
      lost,
      calls,
      new Map([
        ['stock', 4],
        ['shop', 2],
      ]),
    ),
  ];
  expect(waiting.get('shop') ?? 0).toBeLessThan((alone.get('shop') ?? 0) / 2);
  expect(
    presenceBlame(
      lost,
      calls,
      new Map([
        ['stock', 2],
        ['shop', 4],
      ]),
    ),
  ).toEqual(alone);
});
