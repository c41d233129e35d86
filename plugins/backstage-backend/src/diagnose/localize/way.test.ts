import { localize } from './localize';
import { around, input, series } from './testSupport/given';
import { waysIn } from './way';

const past = around(1, 40, 0.3);

test.each([
  { caller: 'src.shop.p50', callee: 'dst.shop.p50' },
  { caller: 'source_latency_p99', callee: 'destination_latency_p99' },
  { caller: 'istio_request_duration_milliseconds_source', callee: 'istio_request_duration_milliseconds_destination' },
] as const)('$caller less $callee is the way', ({ caller, callee }) => {
  const found = waysIn([series(`till.${callee}`, [1, 2], [NaN]), series(`till.${caller}`, [3, 2.5], [9])]);
  expect(found).toMatchObject([{ service: 'till', metric: `${caller} - ${callee}` }]);
  expect([...(found[0]?.values ?? [])]).toEqual([2, 0.5, NaN]);
});

test('what one end alone measured, and what is of another service, tells no way', () =>
  expect(
    waysIn([
      series('till.src.shop.p50', [1], [9]),
      series('stock.dst.shop.p50', [1], [9]),
      series('stock.client_p99', [1], [9]),
      series('stock.server_p99', [1], [9]),
    ]),
  ).toEqual([]));

test('a slow way is seen where either end varies as much anyway', () => {
  const now = around(1.15, 8, 0.3);
  const { services } = localize(
    input({
      series: [
        series('till.dst.shop.p50', past, now),
        series(
          'till.src.shop.p50',
          past,
          now.map(value => value + 0.5),
        ),
        series('stock.dst.shop.p50', past, around(1.3, 8, 0.3)),
      ],
    }),
  );
  expect(services[0]?.service).toBe('till');
  expect(services[0]?.because[0]).toMatchObject({ metric: 'src.shop.p50 - dst.shop.p50' });
});
