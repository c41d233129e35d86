import { PrometheusSource } from '..';
import { TestPrometheus } from '../testSupport/prometheus';

const start = Date.parse('2026-01-01T00:00:00Z') / 1000;
const at = new Date((start + 600) * 1000);

/** A counter, a sample each 10 s for ten minutes. */
const counter = (series: string, perSecond: number) =>
  Array.from({ length: 61 }, (_, n) => `${series} ${perSecond * n * 10} ${start + n * 10}`);
const istio = (reporter: string, from: string, to: string, host: string, code: string) =>
  `istio_requests_total{reporter="${reporter}",source_canonical_service="${from}",destination_canonical_service="${to}",destination_service_name="${host}",response_code="${code}",instance="${from}-${to}"}`;

let prometheus: TestPrometheus;
let source: PrometheusSource;
beforeAll(async () => {
  prometheus = await TestPrometheus.start([
    ...counter(istio('destination', 'web', 'cart', 'cart-svc', '200'), 3),
    ...counter(istio('destination', 'web', 'cart', 'cart-svc', '503'), 1),
    ...counter(istio('destination', 'unknown', 'web', 'web-svc', '200'), 9),
    ...counter(istio('source', 'web', 'cart', 'cart-svc', '503'), 4),
    ...counter(istio('source', 'cart', 'unknown', 'api.bank.example', '200'), 2),
    ...counter('response_total{direction="inbound",deployment="stock",classification="success",instance="s"}', 5),
    ...counter('response_total{direction="outbound",deployment="stock",dst_service="db",classification="success"}', 5),
  ]);
  source = new PrometheusSource({ url: prometheus.url, now: () => at, timeoutMs: 10_000 });
});
afterAll(() => prometheus.stop());

test('services are known by what their proxies see, and unknown is nobody', async () =>
  expect(await source.services()).toEqual(['cart', 'stock', 'web']));

test('who calls whom, those outside of the mesh by their host', async () =>
  expect((await source.edges()).map(({ from, to }) => `${from} ${to}`).sort()).toEqual([
    'cart api.bank.example',
    'stock db',
    'web cart',
  ]));

test('what comes in is told by the side that answers, not twice', async () => {
  const asked = [
    { service: 'cart', signal: 'requests.rate' as const },
    { service: 'cart', signal: 'requests.errors' as const },
    { service: 'stock', signal: 'requests.rate' as const },
  ];
  const found = await source.measure(asked, { at });
  expect(found.map(({ family, measurement }) => ({ family, measurement }))).toMatchObject([
    { family: 'istio-server', measurement: { value: expect.closeTo(4, 3) } },
    { family: 'linkerd-server', measurement: { value: expect.closeTo(5, 3) } },
    { family: 'istio-server', measurement: { value: expect.closeTo(0.25, 3) } },
  ]);
});
