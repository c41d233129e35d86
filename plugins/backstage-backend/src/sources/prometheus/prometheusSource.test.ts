import { type Evidence, type Question, type SignalName, signals } from '@autocura/common';
import { PrometheusSource } from '.';
import { freePort, TestPrometheus } from './testSupport/prometheus';

const start = Date.parse('2026-01-01T00:00:00Z') / 1000;
const minutes = 20;
const at = new Date((start + minutes * 60) * 1000);
const before = new Date((start + 15 * 60) * 1000);

/** A sample each 10 s; `trouble` values in the last five minutes. */
function line(series: string, value: (second: number) => number): string[] {
  return Array.from({ length: minutes * 6 + 1 }, (_, i) => i * 10).map(second => {
    return `${series} ${value(second)} ${start + second}`;
  });
}
const counter =
  (usual: number, now = usual) =>
  (second: number) => {
    const calm = Math.min(second, 900);
    return usual * calm + now * (second - calm);
  };
const gauge =
  (usual: number, now = usual) =>
  (second: number) =>
    second > 900 ? now : usual;

const server = 'http_server_request_duration_seconds';
const client = 'http_client_request_duration_seconds';
const past = [
  ...line(
    `${server}_count{service_name="cart",instance="cart-0",job="shop",http_response_status_code="200"}`,
    counter(8, 4),
  ),
  ...line(
    `${server}_count{service_name="cart",instance="cart-0",job="shop",http_response_status_code="500"}`,
    counter(0, 4),
  ),
  ...line(`${server}_count{app="legacy",instance="l",job="old",http_response_status_code="200"}`, counter(2)),
  ...line(
    `http_server_requests_seconds_count{application="books",instance="b",job="jvm",outcome="SUCCESS"}`,
    counter(3),
  ),
  ...line(
    `${client}_count{service_name="cart",instance="cart-0",job="shop",peer_service="legacy",http_response_status_code="200"}`,
    counter(1),
  ),
  ...line(
    `${client}_bucket{service_name="cart",instance="cart-0",job="shop",peer_service="legacy",le="0.1"}`,
    counter(1, 0),
  ),
  ...line(
    `${client}_bucket{service_name="cart",instance="cart-0",job="shop",peer_service="legacy",le="2"}`,
    counter(1),
  ),
  ...line(
    `${client}_bucket{service_name="cart",instance="cart-0",job="shop",peer_service="legacy",le="+Inf"}`,
    counter(1),
  ),
  ...line('kube_pod_container_status_running{namespace="n",pod="cart-6d4cf56db6-x7k2p",container="cart"}', gauge(1)),
  ...line('kube_pod_container_status_running{namespace="n",pod="legacy-0",container="legacy"}', gauge(1, 0)),
  ...line('process_resident_memory_bytes{service_name="cart",instance="cart-0",job="shop"}', gauge(5e7)),
  ...line('pg_up{instance="db"}', gauge(1)),
  ...line('up{service_name="cart",instance="cart-0",job="shop"}', gauge(1, 0)),
  ...line('up{job="prometheus",instance="p"}', gauge(1)),
  ...line('worker_pool_busy{service_name="cart",instance="cart-0",job="shop"}', gauge(0)),
  ...line('worker_pool_size{service_name="cart",instance="cart-0",job="shop"}', gauge(0)),
];

let prometheus: TestPrometheus;
let asked: string[];
let source: PrometheusSource;

beforeAll(async () => void (prometheus = await TestPrometheus.start(past)));
afterAll(() => prometheus.stop());
beforeEach(() => {
  asked = [];
  source = new PrometheusSource({
    url: prometheus.url,
    windows: { rate: 60, growth: 60, events: 60, normal: 300 },
    onQuery: query => asked.push(query),
    now: () => at,
    timeoutMs: 10_000,
  });
});

const measure = async (...questions: Question[]) => (await source.measure(questions, { at, before })).map(brief);
const brief = ({ question, family, measurement }: Evidence) => ({ service: question.service, family, ...measurement });
const close = (value: number) => expect.closeTo(value, 3);

test('many services are answered by one query, each from the family and label that knows it', async () => {
  const answers = await measure(
    { service: 'cart', signal: 'requests.rate' },
    { service: 'cart', signal: 'requests.rate' },
    { service: 'legacy', signal: 'requests.rate' },
    { service: 'books', signal: 'requests.rate' },
    { service: 'nobody', signal: 'requests.rate' },
  );
  expect(answers).toEqual([
    { service: 'cart', family: 'otel-http', state: 'measured', value: close(8), at: at.toISOString() },
    { service: 'legacy', family: 'otel-http', state: 'measured', value: close(2), at: at.toISOString() },
    { service: 'books', family: 'micrometer', state: 'measured', value: close(3), at: at.toISOString() },
    expect.objectContaining({ service: 'nobody', state: 'missing' }),
  ]);
  // The look around, then one query for each label that names services.
  expect(asked).toHaveLength(4);
});

test('fifty services cost no more queries than one', async () => {
  const names = Array.from({ length: 49 }, (_, i) => `s${i}`);
  await measure(...['cart', ...names].map((service): Question => ({ service, signal: 'requests.errors' })));
  expect(asked).toHaveLength(2);
});

test('what was usual before the trouble, whole and by peer', async () => {
  const answers = await measure(
    { service: 'cart', signal: 'requests.errors', normal: true },
    { service: 'cart', signal: 'calls.p95', by: 'peer', normal: true },
  );
  expect(answers[0]).toMatchObject({ value: close(0.5), normal: 0 });
  expect(answers[1]).toMatchObject({
    value: close(1.905),
    parts: { legacy: close(1.905) },
    normal: close(0.095),
    normalParts: { legacy: close(0.095) },
  });
});

test('an earlier outage is no part of what was usual', async () => {
  const question: Question = { service: 'cart', signal: 'requests.errors', normal: true };
  const outage = { from: before, until: at };
  const usually = async (except: { from: Date; until: Date }[]) =>
    (await source.measure([question], { at, before: at, except })).map(brief);
  expect(await usually([])).toMatchObject([{ normal: close(0.5) }]);
  expect(await usually([outage])).toMatchObject([{ value: close(0.5), normal: 0 }]);
  const longAgo = new Date(0);
  expect(
    await usually([
      { from: longAgo, until: longAgo },
      { from: longAgo, until: at },
    ]),
  ).toEqual([expect.not.objectContaining({ normal: expect.anything() })]);
});

test('the stored query asks about that one service and gives the same value again', async () => {
  const evidence = await source.measure(
    ['cart', 'legacy'].map(service => ({ service, signal: 'requests.rate' })),
    { at },
  );
  const again = await Promise.all(
    evidence.map(async ({ query }) => {
      const body = new URLSearchParams({ query, time: String(at.getTime() / 1000) });
      const { data } = await (await fetch(`${prometheus.url}/api/v1/query`, { method: 'POST', body })).json();
      return data.result.map((row: { value: [number, string] }) => Number(row.value[1]));
    }),
  );
  expect(again).toEqual([[close(8)], [close(2)]]);
});

test('pods are told apart by the name of their workload', async () => {
  const answers = await measure(
    { service: 'cart', signal: 'replicas.running' },
    { service: 'legacy', signal: 'replicas.running' },
  );
  expect(answers.map(({ state }) => state)).toEqual(['measured', 'measured']);
  expect(answers).toEqual([expect.objectContaining({ value: 1 }), expect.objectContaining({ value: 0 })]);
});

test('the database is the service the configuration names', async () => {
  const answers = await measure(
    { service: 'postgres', signal: 'database.up' },
    { service: 'cart', signal: 'database.up' },
  );
  expect(answers).toEqual([
    expect.objectContaining({ service: 'postgres', state: 'measured', value: 1 }),
    expect.objectContaining({ service: 'cart', state: 'missing' }),
  ]);
});

test('not a number is missing, never zero', async () => {
  expect(await measure({ service: 'cart', signal: 'workers.busy' })).toEqual([
    expect.objectContaining({ state: 'missing', reason: 'no data at this time' }),
  ]);
});

test('a signal nobody tells is missing with the reason and a query that can be opened', async () => {
  const [evidence] = await source.measure([{ service: 'o"r', signal: 'pool.max', by: 'instance' }], { at });
  expect(evidence).toMatchObject({
    measurement: { state: 'missing', reason: expect.stringContaining('pool.max') },
  });
  expect(evidence?.query).toContain('o\\"r');
});

test('the look around is remembered, and looked again for another time', async () => {
  await measure({ service: 'cart', signal: 'requests.rate' });
  await measure({ service: 'cart', signal: 'requests.rate' });
  expect(asked).toHaveLength(3);
  await source.measure([{ service: 'cart', signal: 'requests.rate' }], { at: before });
  expect(asked).toHaveLength(5);
});

test('edges and services are read from what services say of themselves', async () => {
  expect(await source.edges()).toEqual([{ from: 'cart', to: 'legacy', known: 'traffic' }]);
  expect(await source.services()).toEqual(['books', 'cart', 'legacy', 'postgres']);
});

test.each([
  { pieces: 1, least: 250, most: 300 },
  { pieces: 12, least: 90, most: 100 },
])('the course of $pieces pieces of evidence', async ({ pieces, least, most }) => {
  const [evidence] = await source.measure([{ service: 'cart', signal: 'calls.rate', by: 'peer' }], { at });
  const from = new Date((start + 120) * 1000);
  const [charted] = await source.series(Array<Evidence>(pieces).fill(evidence!), from, at);
  expect(charted?.series?.length).toBeGreaterThanOrEqual(least);
  expect(charted?.series?.length).toBeLessThanOrEqual(most);
  expect(charted?.series?.[0]).toEqual([from.getTime() / 1000, close(1)]);
});

test('courses of many services and signals, one query a signal and label', async () => {
  const courses = await source.courses(
    ['cart', 'legacy', 'nobody'],
    ['requests.rate', 'requests.errors'],
    before,
    at,
    60,
  );
  const of = (service: string, signal: string) =>
    courses.find(course => course.service === service && course.signal === signal)?.points;
  expect(of('cart', 'requests.errors')?.map(([time]) => time)).toEqual(
    [0, 60, 120, 180, 240, 300].map(s => start + 900 + s),
  );
  expect(of('cart', 'requests.errors')?.[0]?.[1]).toBe(0);
  expect(of('cart', 'requests.errors')?.at(-1)?.[1]).toEqual(close(0.5));
  expect(of('legacy', 'requests.rate')?.[0]?.[1]).toEqual(close(2));
  expect(of('nobody', 'requests.rate')).toBeUndefined();
  // The look around, then each signal by each of two labels.
  expect(asked).toHaveLength(5);
});

test('courses of calls tell whom they went to', async () => {
  const courses = await source.courses(['cart'], ['calls.rate'], before, at, 60);
  expect(courses.map(({ service, signal, peer }) => ({ service, signal, peer }))).toEqual([
    { service: 'cart', signal: 'calls.rate', peer: 'legacy' },
  ]);
});

test('courses of fifty services and twenty signals take thirty queries at most', async () => {
  const services = ['cart', 'legacy', ...Array.from({ length: 48 }, (_, n) => `service-${n}`)];
  const courses = await source.courses(services, Object.keys(signals) as SignalName[], before, at, 60);
  const told = new Set(courses.map(({ signal }) => signal));
  expect(told.size).toBeGreaterThan(5);
  expect(asked.length).toBeGreaterThan(20);
  expect(asked.length).toBeLessThanOrEqual(31);
});

test('who cannot be reached makes every answer missing and throws nothing', async () => {
  const gone = new PrometheusSource({ url: `http://127.0.0.1:${await freePort()}` });
  const evidence = await gone.measure([
    { service: 'cart', signal: 'requests.rate' },
    { service: 'cart', signal: 'queue.age' },
  ]);
  expect(evidence.map(({ measurement }) => measurement)).toEqual([
    { state: 'missing', reason: expect.stringContaining('cannot be reached') },
    { state: 'missing', reason: expect.stringContaining('cannot be reached') },
  ]);
  expect(await gone.series(evidence, before, at)).toEqual(evidence);
});
