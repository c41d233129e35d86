import fc from 'fast-check';
import { localize } from './localize';
import { input, noticed, series, span } from './testSupport/given';

const value = fc.oneof(fc.double({ min: -1e6, max: 1e9, noNaN: true }), fc.constantFrom(0, NaN, 100));
const name = fc.constantFrom(
  'a.cpu',
  'a.latency_p99',
  'b.mem',
  'b.errors',
  'c.availability',
  'c.requests_total',
  'c.x',
);
const someSeries = fc
  .tuple(name, fc.array(value, { maxLength: 30 }), fc.array(value, { maxLength: 8 }))
  .map(([of, before, after]) => series(of as 'a.cpu', before, after));
const service = fc.constantFrom('a', 'b', 'c', 'd');
const someSpan = fc
  .tuple(fc.constantFrom('t', 'u'), fc.constantFrom('x', 'x.y', 'x.y.z', 'x.x'), service, fc.integer({ max: 9000 }))
  .map(([trace, id, of, ms]) => span(trace, id, `${of}|work`, Math.abs(ms), noticed * 1000 + ms));
const given = fc.record({
  series: fc.array(someSeries, { maxLength: 8 }),
  topology: fc.array(fc.tuple(service, service), { maxLength: 8 }),
  spans: fc.array(someSpan, { maxLength: 250 }),
  alert: fc.option(
    fc.record({ service, metric: fc.constantFrom('latency', 'errors', 'odd'), time: fc.constant(noticed) }),
  ),
  isTold: fc.boolean(),
});

test('whatever comes in, each service is ranked once, by a number, and the answer is the same again', () => {
  fc.assert(
    fc.property(given, ({ alert, isTold, ...rest }) => {
      const { at, ...whole } = input({ ...rest, ...(alert && { alert }) });
      const asked = isTold && at !== undefined ? { ...whole, at } : whole;
      const found = localize(asked);
      const names = found.services.map(one => one.service);
      expect(new Set(names).size).toBe(names.length);
      expect(found.services.every(({ score }) => Number.isFinite(score))).toBe(true);
      expect(Number.isFinite(found.standsOut)).toBe(true);
      expect(localize(asked)).toEqual(found);
    }),
    { numRuns: 150 },
  );
});

test('what services are called changes nothing', () => {
  fc.assert(
    fc.property(given, ({ alert, series: all, topology, spans }) => {
      const called = (one: string) => `eu-${one}_42`;
      const { services } = localize(input({ series: all, topology, spans, ...(alert && { alert }) }));
      const renamed = localize(
        input({
          series: all.map(one => ({ ...one, service: called(one.service) })),
          topology: topology.map(([caller, callee]) => [called(caller), called(callee)] as const),
          spans: spans.map(one => ({ ...one, service: called(one.service) })),
          ...(alert && { alert: { ...alert, service: called(alert.service) } }),
        }),
      );
      expect(renamed.services.map(({ service, score }) => [service, score])).toEqual(
        services.map(({ service, score }) => [called(service), score]),
      );
    }),
    { numRuns: 60 },
  );
});
