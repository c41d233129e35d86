import { faults } from '../faults';
import { exposedBy, givingAway, startTestShop } from './testShop';
import type { TestShop } from './testShop';
import { until } from './wait';

let broken: TestShop;
beforeAll(async () => {
  broken = await startTestShop(45);
}, 90_000);
afterAll(() => broken.stop());

/** What a diagnosis could tell each apart by: a query that has an answer only while it lasts. */
const tells: Record<string, string> = {
  'memory-leak': 'deriv(container_memory_working_set_bytes{container="recommend"}[10s]) > 5e5',
  'dead-dependency':
    'kube_pod_container_status_running{container="payment"} == 0 and on () sum(rate(http_client_request_duration_seconds_count{peer_service="payment",error_type="ECONNREFUSED"}[5s])) > 0',
  'slow-dependency':
    'histogram_quantile(0.95, sum by (peer_service, le) (rate(http_client_request_duration_seconds_bucket{peer_service="bank"}[10s]))) > 1',
  'bad-release':
    'sum(rate(http_server_request_duration_seconds_count{service_name="cart",http_response_status_code="500"}[5s])) > 0 and on () target_info{service_version="1.5.0"}',
  'pool-exhausted':
    'db_client_connection_count{service_name="orders",state="used"} >= 8 and on () db_client_connection_pending_requests{service_name="orders"} > 0',
  'bad-config':
    'sum(rate(http_client_request_duration_seconds_count{service_name="payment",peer_service="bank",error_type="timeout"}[5s])) > 0 and on () histogram_quantile(0.95, sum by (le) (rate(http_client_request_duration_seconds_bucket{service_name="payment"}[10s]))) < 0.1',
  'bad-flag':
    'sum(rate(http_server_request_duration_seconds_count{service_name="orders",http_response_status_code="503"}[5s])) > 0 unless on () sum(rate(http_client_request_duration_seconds_count{service_name="orders",error_type!=""}[5s])) > 0',
  'crash-loop':
    'sum(max_over_time(kube_pod_container_status_restarts_total{container="inventory"}[20s]) - min_over_time(kube_pod_container_status_restarts_total{container="inventory"}[20s])) >= 2',
  // Its own metrics may be what it is too busy to answer.
  'cpu-hog': 'rate(container_cpu_usage_seconds_total{container="recommend"}[10s]) > 0.2',
  'deploy-beside':
    'kube_pod_container_status_running{container="payment"} == 0 and on () target_info{service_name="orders",service_version="4.6.1"}',
  'stuck-worker':
    'max(queue_oldest_message_age_seconds) > 5 and on () sum(rate(queue_processed_total[8s])) == 0 and on () up{service_name="worker"} == 1',
  'bad-replica':
    'sum(rate(http_server_request_duration_seconds_count{instance="catalogue-1",http_response_status_code="500"}[5s])) > 2 unless on () sum(rate(http_server_request_duration_seconds_count{instance="catalogue-0",http_response_status_code="500"}[5s])) > 0',
  surge:
    'sum(rate(http_server_request_duration_seconds_count{service_name="gateway"}[5s])) > 3 * avg_over_time(sum(rate(http_server_request_duration_seconds_count{service_name="gateway"}[5s]))[10s:1s] offset 20s) and on () sum(worker_pool_pending{service_name="catalogue"}) > 4',
  'retry-storm':
    'sum(rate(http_client_retries_total{peer_service="inventory"}[5s])) > 40 and on () worker_pool_pending{service_name="inventory"} > 100',
  'database-lock':
    'pg_stat_activity_max_tx_duration{state="idle in transaction"} > 3 and on () pg_blocked_sessions > 0',
  'dead-database': 'pg_up == 0',
  'full-disk': 'container_fs_usage_bytes{container="payment"} / container_fs_limit_bytes > 0.99',
  'noisy-neighbour':
    'rate(container_cpu_schedstat_runqueue_seconds_total{container="orders"}[8s]) > 0.5 and on () rate(container_cpu_usage_seconds_total{container="orders"}[8s]) < 0.3',
  'blocked-loop': 'up{service_name="cart"} == 0 and on () kube_pod_container_status_running{container="cart"} == 1',
};
const harming = faults.filter(({ kind }) => kind === 'fault');

const answered = async (query: string) => {
  const url = `${broken.shop.urls.prometheus}/api/v1/query?query=${encodeURIComponent(query)}`;
  const { data } = (await (await fetch(url)).json()) as { data: { result: unknown[] } };
  return data.result.length > 0;
};

test.each(harming)('$id alerts, hurts, shows its signal, and its remedy heals', async ({ id, truth }) => {
  const { shop, alerts, summary, act, wellFor } = broken;
  await wellFor(8, 60_000);
  alerts.length = 0;
  await shop.inject(id);
  await until('an alert', () => alerts.some(each => each.status === 'firing'), 40_000);
  await until('its signal', () => answered(tells[id] ?? ''), 40_000);
  await until(
    'shoppers to suffer',
    async () => {
      const { errorRatio, p95, late } = await summary(5);
      return errorRatio > 0.04 || (p95 ?? 0) > 800 || late > 0;
    },
    40_000,
    250,
  );

  const [remedy] = truth.remedies;
  expect(await act(remedy?.action ?? '', remedy?.params ?? {})).toMatchObject({ status: 200 });
  await wellFor(10, 60_000);
  await until(
    'every alert to be resolved',
    () => {
      const last = new Map(alerts.map(({ alertname, service, status }) => [`${alertname}/${service}`, status]));
      return [...last.values()].every(status => status === 'resolved');
    },
    60_000,
  );
  await shop.clear();
});

test('releases, restarts and scaling go unnoticed', async () => {
  const { alerts, act, wellFor, recordsSince } = broken;
  await wellFor(10, 60_000);
  alerts.length = 0;
  const began = Date.now() / 1000;
  for (const service of ['gateway', 'catalogue', 'orders', 'recommend']) await act('restart', { service });
  for (const replicas of [3, 2]) await act('scale', { service: 'catalogue', replicas });
  await act('replace-slot', { service: 'catalogue', slot: 1 });
  await wellFor(12, 60_000);
  expect(alerts).toEqual([]);
  expect((await recordsSince(began)).filter(record => record.failed > 0)).toEqual([]);
});

test('nothing of all that gives the injector away', async () => {
  const words = givingAway(faults.map(each => each.id));
  for (const text of await exposedBy(broken)) expect(words.exec(text)?.[0]).toBeUndefined();
});
