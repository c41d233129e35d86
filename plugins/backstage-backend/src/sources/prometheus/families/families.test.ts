import { isOfLogs, type Question, signalNames, type SignalName } from '@autocura/common';
import { byDatabase, byLabel, byPods } from '../scopes';
import { checkExpressions, type PromtoolTest, testExpressions } from '../testSupport/promtool';
import { families, type Family } from '.';

const all = families('postgres');
const windows = { rate: 60, growth: 60, events: 60, normal: 600, memory: 600 };

function expression(family: Family, signal: SignalName, services: string[], by?: Question['by']): string {
  const reading = family.signals[signal];
  if (!reading) throw new Error(`${family.id} has no ${signal}`);
  const reach =
    family.naming === 'pods'
      ? byPods(services, by, windows)
      : family.naming === 'database'
        ? byDatabase({}, windows)
        : byLabel(family.labels?.[0] ?? 'service_name', services, by, windows);
  return reading.query(reach.scope).text;
}

const signalsOf = (family: Family) => Object.keys(family.signals) as SignalName[];

test('ids are unique and every signal has a family', () => {
  expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
  const told = signalNames.filter(signal => !isOfLogs(signal));
  expect(told.filter(signal => !all.some(family => family.signals[signal]))).toEqual([]);
});

test.each(all)('promtool accepts every expression of $id', family => {
  const expressions = signalsOf(family).flatMap(signal =>
    [undefined, ...(family.signals[signal]?.parts ?? [])].flatMap(by => [
      expression(family, signal, ['cart'], by),
      expression(family, signal, ['cart', 'o"r\\d.*'], by),
    ]),
  );
  expect(checkExpressions(expressions)).toBe('');
});

interface Case {
  family: string;
  series: Record<string, string>;
  /** Expected samples of each question, as promtool writes them. */
  expect: [SignalName, Question['by'] | undefined, Record<string, number>][];
}

// One scrape each 10 s for two minutes, looked at at the end.
const counter = (perSecond: number) => `0+${perSecond * 10}x12`;
const constant = (value: number) => `${value}x12`;

const cases: Case[] = [
  {
    family: 'kubernetes-quota',
    series: {
      'kube_pod_info{namespace="n",pod="a-0",node="x"}': constant(1),
      'kube_pod_info{namespace="roomy",pod="b-0",node="x"}': constant(1),
      'kube_resourcequota{namespace="n",resourcequota="q",resource="limits.memory",type="used"}': constant(90),
      'kube_resourcequota{namespace="n",resourcequota="q",resource="limits.memory",type="hard"}': constant(100),
      'kube_resourcequota{namespace="n",resourcequota="q",resource="pods",type="used"}': constant(3),
      'kube_resourcequota{namespace="n",resourcequota="q",resource="pods",type="hard"}': constant(10),
      'kube_resourcequota{namespace="n",resourcequota="q",resource="services.nodeports",type="used"}': constant(0),
      'kube_resourcequota{namespace="n",resourcequota="q",resource="services.nodeports",type="hard"}': constant(0),
      'kube_resourcequota{namespace="roomy",resourcequota="q",resource="pods",type="used"}': constant(1),
      'kube_resourcequota{namespace="roomy",resourcequota="q",resource="pods",type="hard"}': constant(10),
    },
    expect: [['quota.used', undefined, { '{workload="a"}': 0.9, '{workload="b"}': 0.1 }]],
  },
  {
    family: 'certificates',
    series: {
      'probe_ssl_earliest_cert_expiry{service_name="a",instance="https://cart"}': constant(620),
      'probe_ssl_earliest_cert_expiry{service_name="a",instance="https://cart:8443"}': constant(320),
      'x509_cert_not_after{service_name="b",instance="orders-0"}': constant(1120),
    },
    // Looked at two minutes after the first sample, which is at zero.
    expect: [
      ['certificate.left', undefined, { '{service_name="a"}': 200, '{service_name="b"}': 1000 }],
      [
        'certificate.left',
        'instance',
        {
          '{service_name="a",instance="https://cart"}': 500,
          '{service_name="a",instance="https://cart:8443"}': 200,
          '{service_name="b",instance="orders-0"}': 1000,
        },
      ],
    ],
  },
  {
    family: 'kubernetes-disk',
    series: {
      'kube_pod_spec_volumes_persistentvolumeclaims_info{namespace="n",pod="a-0",persistentvolumeclaim="data-a-0"}':
        constant(1),
      'kube_pod_spec_volumes_persistentvolumeclaims_info{namespace="n",pod="a-1",persistentvolumeclaim="data-a-1"}':
        constant(1),
      'kubelet_volume_stats_available_bytes{namespace="n",node="x",persistentvolumeclaim="data-a-0"}': constant(5),
      'kubelet_volume_stats_capacity_bytes{namespace="n",node="x",persistentvolumeclaim="data-a-0"}': constant(100),
      'kubelet_volume_stats_available_bytes{namespace="n",node="y",persistentvolumeclaim="data-a-1"}': constant(60),
      'kubelet_volume_stats_capacity_bytes{namespace="n",node="y",persistentvolumeclaim="data-a-1"}': constant(100),
      'kubelet_volume_stats_available_bytes{namespace="other",node="y",persistentvolumeclaim="data-a-1"}': constant(1),
      'kubelet_volume_stats_capacity_bytes{namespace="other",node="y",persistentvolumeclaim="data-a-1"}': constant(100),
      'container_fs_usage_bytes{namespace="n",pod="a-1",container="a",device="/dev/sda1"}': constant(70),
      'container_fs_limit_bytes{namespace="n",pod="a-1",container="a",device="/dev/sda1"}': constant(100),
      'container_fs_usage_bytes{namespace="n",pod="b-5d8f7c9b6d-xk2lp",container="b",device="/dev/sda1"}':
        constant(101),
      'container_fs_limit_bytes{namespace="n",pod="b-5d8f7c9b6d-xk2lp",container="b",device="/dev/sda1"}':
        constant(100),
      'container_fs_usage_bytes{namespace="n",pod="quiet-0",container="c",device="/dev/sda1"}': constant(7),
      'container_fs_limit_bytes{namespace="n",pod="quiet-0",container="c",device="/dev/sda1"}': constant(0),
    },
    expect: [
      ['disk.free', undefined, { '{workload="a"}': 0.05, '{workload="b"}': 0 }],
      [
        'disk.free',
        'instance',
        {
          '{workload="a",pod="a-0"}': 0.05,
          '{workload="a",pod="a-1"}': 0.3,
          '{workload="b",pod="b-5d8f7c9b6d-xk2lp"}': 0,
        },
      ],
    ],
  },
  {
    family: 'node-filesystem',
    series: {
      'node_filesystem_avail_bytes{service_name="a",instance="m1",mountpoint="/",fstype="ext4"}': constant(30),
      'node_filesystem_size_bytes{service_name="a",instance="m1",mountpoint="/",fstype="ext4"}': constant(100),
      'node_filesystem_avail_bytes{service_name="a",instance="m1",mountpoint="/data",fstype="xfs"}': constant(1),
      'node_filesystem_size_bytes{service_name="a",instance="m1",mountpoint="/data",fstype="xfs"}': constant(100),
      'node_filesystem_avail_bytes{service_name="a",instance="m1",mountpoint="/snap",fstype="squashfs"}': constant(0),
      'node_filesystem_size_bytes{service_name="a",instance="m1",mountpoint="/snap",fstype="squashfs"}': constant(100),
      'node_filesystem_avail_bytes{service_name="b",instance="m2",mountpoint="/",fstype="ext4"}': constant(50),
      'node_filesystem_size_bytes{service_name="b",instance="m2",mountpoint="/",fstype="ext4"}': constant(100),
      'node_filesystem_avail_bytes{service_name="b",instance="m2",mountpoint="/image",fstype="ext4"}': constant(0),
      'node_filesystem_size_bytes{service_name="b",instance="m2",mountpoint="/image",fstype="ext4"}': constant(100),
      'node_filesystem_readonly{service_name="b",instance="m2",mountpoint="/image",fstype="ext4"}': constant(1),
    },
    expect: [['disk.free', undefined, { '{service_name="a"}': 0.01, '{service_name="b"}': 0.5 }]],
  },
  {
    family: 'otel-http',
    series: {
      'http_server_request_duration_seconds_count{service_name="a",instance="a-0",http_response_status_code="200"}':
        counter(9),
      'http_server_request_duration_seconds_count{service_name="a",instance="a-1",http_response_status_code="503"}':
        counter(1),
      'http_server_request_duration_seconds_count{service_name="b",instance="b-0",http_response_status_code="404"}':
        counter(2),
      'http_server_request_duration_seconds_count{service_name="quiet",instance="q",http_response_status_code="500"}':
        constant(7),
      'http_server_request_duration_seconds_bucket{service_name="a",instance="a-0",le="0.1"}': counter(0),
      'http_server_request_duration_seconds_bucket{service_name="a",instance="a-0",le="0.3"}': counter(10),
      'http_server_request_duration_seconds_bucket{service_name="a",instance="a-0",le="+Inf"}': counter(10),
    },
    expect: [
      ['requests.rate', undefined, { '{service_name="a"}': 10, '{service_name="b"}': 2 }],
      ['requests.errors', undefined, { '{service_name="a"}': 0.1, '{service_name="b"}': 0 }],
      [
        'requests.errors',
        'instance',
        {
          '{service_name="a",instance="a-0"}': 0,
          '{service_name="a",instance="a-1"}': 1,
          '{service_name="b",instance="b-0"}': 0,
        },
      ],
      ['requests.p95', undefined, { '{service_name="a"}': 0.29 }],
    ],
  },
  {
    family: 'micrometer',
    series: {
      'http_server_requests_seconds_count{service_name="a",outcome="SUCCESS"}': counter(3),
      'http_server_requests_seconds_count{service_name="a",outcome="SERVER_ERROR"}': counter(1),
      'http_server_requests_seconds_bucket{service_name="a",le="1"}': counter(4),
      'http_server_requests_seconds_bucket{service_name="a",le="+Inf"}': counter(4),
    },
    expect: [
      ['requests.rate', undefined, { '{service_name="a"}': 4 }],
      ['requests.errors', undefined, { '{service_name="a"}': 0.25 }],
      ['requests.p95', undefined, { '{service_name="a"}': 0.95 }],
    ],
  },
  {
    family: 'otel-calls',
    series: {
      'http_client_request_duration_seconds_count{service_name="a",peer_service="b",server_address="10.0.0.1",http_response_status_code="200"}':
        counter(6),
      'http_client_request_duration_seconds_count{service_name="a",peer_service="b",server_address="10.0.0.2",http_response_status_code="404",error_type="404"}':
        counter(2),
      'http_client_request_duration_seconds_count{service_name="a",peer_service="b",error_type="ECONNREFUSED"}':
        counter(2),
      'http_client_request_duration_seconds_count{service_name="a",server_address="c.ns.svc.cluster.local",http_response_status_code="500",error_type="500"}':
        counter(1),
      'http_client_request_duration_seconds_count{service_name="a",server_address="api.example.com",http_response_status_code="200"}':
        counter(1),
      'http_client_request_duration_seconds_count{service_name="b",peer_service="d",error_type="timeout"}': counter(1),
      'db_client_operation_duration_seconds_count{service_name="a",db_system_name="postgresql"}': counter(3),
      'db_client_operation_duration_seconds_count{service_name="a",db_system_name="postgresql",error_type="57014"}':
        counter(1),
      'db_client_operation_duration_seconds_count{service_name="a",db_system_name="redis"}': counter(5),
      'http_client_request_duration_seconds_bucket{service_name="a",peer_service="b",le="0.1"}': counter(0),
      'http_client_request_duration_seconds_bucket{service_name="a",peer_service="b",le="0.2"}': counter(10),
      'http_client_request_duration_seconds_bucket{service_name="a",peer_service="b",le="+Inf"}': counter(10),
      'db_client_operation_duration_seconds_bucket{service_name="a",db_system_name="postgresql",le="2"}': counter(4),
      'db_client_operation_duration_seconds_bucket{service_name="a",db_system_name="postgresql",le="+Inf"}': counter(4),
      'http_client_retries_total{service_name="a",peer_service="b"}': counter(0.5),
    },
    expect: [
      [
        'calls.rate',
        'peer',
        {
          '{service_name="a",peer="b"}': 10,
          '{service_name="a",peer="c"}': 1,
          '{service_name="a",peer="api.example.com"}': 1,
          '{service_name="a",peer="postgres"}': 4,
          '{service_name="a",peer="redis"}': 5,
          '{service_name="b",peer="d"}': 1,
        },
      ],
      [
        'calls.errors',
        'peer',
        {
          '{service_name="a",peer="b"}': 0.2,
          '{service_name="a",peer="c"}': 1,
          '{service_name="a",peer="api.example.com"}': 0,
          '{service_name="a",peer="postgres"}': 0.25,
          '{service_name="a",peer="redis"}': 0,
          '{service_name="b",peer="d"}': 1,
        },
      ],
      ['calls.p95', 'peer', { '{service_name="a",peer="b"}': 0.195, '{service_name="a",peer="postgres"}': 1.9 }],
      ['calls.refused', undefined, { '{service_name="a"}': 2, '{service_name="b"}': 0 }],
      ['calls.retries', 'peer', { '{service_name="a",peer="b"}': 0.5 }],
    ],
  },
  {
    family: 'istio-server',
    series: {
      'istio_requests_total{reporter="destination",destination_canonical_service="a",instance="a-0",response_code="200",grpc_response_status=""}':
        counter(6),
      'istio_requests_total{reporter="destination",destination_canonical_service="a",instance="a-1",response_code="503",grpc_response_status=""}':
        counter(1),
      'istio_requests_total{reporter="destination",destination_canonical_service="a",instance="a-1",response_code="200",grpc_response_status="14"}':
        counter(1),
      'istio_requests_total{reporter="source",destination_canonical_service="a",source_canonical_service="b",response_code="503",grpc_response_status=""}':
        counter(50),
      'istio_requests_total{reporter="destination",destination_canonical_service="b",instance="b-0",response_code="200",grpc_response_status="5"}':
        counter(2),
      'istio_request_duration_milliseconds_bucket{reporter="destination",destination_canonical_service="a",le="100"}':
        counter(8),
      'istio_request_duration_milliseconds_bucket{reporter="destination",destination_canonical_service="a",le="+Inf"}':
        counter(8),
    },
    expect: [
      [
        'requests.rate',
        undefined,
        { '{destination_canonical_service="a"}': 8, '{destination_canonical_service="b"}': 2 },
      ],
      [
        'requests.errors',
        undefined,
        { '{destination_canonical_service="a"}': 0.25, '{destination_canonical_service="b"}': 0 },
      ],
      ['requests.p95', undefined, { '{destination_canonical_service="a"}': 0.095 }],
    ],
  },
  {
    family: 'istio-calls',
    series: {
      'istio_requests_total{reporter="source",source_canonical_service="a",destination_canonical_service="b",destination_service_name="b-svc",response_code="200",response_flags="-"}':
        counter(3),
      'istio_requests_total{reporter="source",source_canonical_service="a",destination_canonical_service="b",destination_service_name="b-svc",response_code="503",response_flags="UF,URX"}':
        counter(1),
      'istio_requests_total{reporter="source",source_canonical_service="a",destination_canonical_service="unknown",destination_service_name="api.bank.example",response_code="200",response_flags="-"}':
        counter(2),
      'istio_requests_total{reporter="destination",source_canonical_service="a",destination_canonical_service="b",response_code="500",response_flags="-"}':
        counter(9),
      'istio_request_duration_milliseconds_bucket{reporter="source",source_canonical_service="a",destination_canonical_service="b",destination_service_name="b-svc",le="100"}':
        counter(4),
      'istio_request_duration_milliseconds_bucket{reporter="source",source_canonical_service="a",destination_canonical_service="b",destination_service_name="b-svc",le="+Inf"}':
        counter(4),
    },
    expect: [
      [
        'calls.rate',
        'peer',
        {
          '{source_canonical_service="a",peer="b"}': 4,
          '{source_canonical_service="a",peer="api.bank.example"}': 2,
        },
      ],
      [
        'calls.errors',
        'peer',
        {
          '{source_canonical_service="a",peer="b"}': 0.25,
          '{source_canonical_service="a",peer="api.bank.example"}': 0,
        },
      ],
      [
        'calls.refused',
        'peer',
        {
          '{source_canonical_service="a",peer="b"}': 1,
          '{source_canonical_service="a",peer="api.bank.example"}': 0,
        },
      ],
      ['calls.p95', 'peer', { '{source_canonical_service="a",peer="b"}': 0.095 }],
    ],
  },
  {
    family: 'linkerd-server',
    series: {
      'response_total{direction="inbound",deployment="a",instance="i",classification="success"}': counter(3),
      'response_total{direction="inbound",deployment="a",instance="i",classification="failure"}': counter(1),
      'response_total{direction="outbound",deployment="a",dst_deployment="b",classification="failure"}': counter(9),
      'response_latency_ms_bucket{direction="inbound",deployment="a",le="200"}': counter(4),
      'response_latency_ms_bucket{direction="inbound",deployment="a",le="+Inf"}': counter(4),
    },
    expect: [
      ['requests.rate', undefined, { '{deployment="a"}': 4 }],
      ['requests.errors', undefined, { '{deployment="a"}': 0.25 }],
      ['requests.p95', undefined, { '{deployment="a"}': 0.19 }],
    ],
  },
  {
    family: 'linkerd-calls',
    series: {
      'response_total{direction="outbound",deployment="a",dst_deployment="b",dst_service="b-svc",classification="success"}':
        counter(4),
      'response_total{direction="outbound",deployment="a",dst_service="c",classification="failure"}': counter(2),
      'response_total{direction="inbound",deployment="a",classification="failure"}': counter(9),
      'response_latency_ms_bucket{direction="outbound",deployment="a",dst_deployment="b",le="200"}': counter(4),
      'response_latency_ms_bucket{direction="outbound",deployment="a",dst_deployment="b",le="+Inf"}': counter(4),
    },
    expect: [
      ['calls.p95', 'peer', { '{deployment="a",peer="b"}': 0.19 }],
      ['calls.rate', 'peer', { '{deployment="a",peer="b"}': 4, '{deployment="a",peer="c"}': 2 }],
      ['calls.errors', 'peer', { '{deployment="a",peer="b"}': 0, '{deployment="a",peer="c"}': 1 }],
    ],
  },
  {
    family: 'envoy',
    series: {
      'envoy_cluster_upstream_rq_total{service_name="a",envoy_cluster_name="outbound|8080|v1|b.ns.svc.cluster.local"}':
        counter(9),
      'envoy_cluster_upstream_rq_total{service_name="a",envoy_cluster_name="outbound|80||c.ns.svc.cluster.local;"}':
        counter(2),
      'envoy_cluster_upstream_rq_total{service_name="a",envoy_cluster_name="d"}': counter(1),
      'envoy_cluster_upstream_rq_total{service_name="a",envoy_cluster_name="inbound|8080||"}': counter(30),
      'envoy_cluster_upstream_rq_total{service_name="a",envoy_cluster_name="xds-grpc"}': counter(3),
      'envoy_cluster_upstream_rq_retry{service_name="a",envoy_cluster_name="outbound|8080|v1|b.ns.svc.cluster.local"}':
        counter(6),
      'envoy_cluster_upstream_rq_retry{service_name="a",envoy_cluster_name="d"}': counter(0),
    },
    expect: [
      [
        'calls.rate',
        'peer',
        {
          '{service_name="a",peer="b"}': 9,
          '{service_name="a",peer="c"}': 2,
          '{service_name="a",peer="d"}': 1,
        },
      ],
      ['calls.retries', 'peer', { '{service_name="a",peer="b"}': 6, '{service_name="a",peer="d"}': 0 }],
    ],
  },
  {
    family: 'resilience4j',
    series: {
      'resilience4j_retry_calls_total{application="a",service_name="a",name="b",kind="failed_with_retry"}': counter(3),
      'resilience4j_retry_calls_total{application="a",service_name="a",name="b",kind="successful_with_retry"}':
        counter(1),
      'resilience4j_retry_calls_total{application="a",service_name="a",name="b",kind="successful_without_retry"}':
        counter(50),
    },
    expect: [['calls.retries', 'peer', { '{service_name="a",peer="b"}': 4 }]],
  },
  {
    family: 'otel-db-pool',
    series: {
      'db_client_connection_count{service_name="a",instance="a-0",state="used"}': constant(8),
      'db_client_connection_count{service_name="a",instance="a-0",state="idle"}': constant(1),
      'db_client_connection_count{service_name="b",instance="b-0",db_client_connection_state="used"}': constant(2),
      'db_client_connections_usage{service_name="c",instance="c-0",state="used"}': constant(3),
      'db_client_connection_max{service_name="a",instance="a-0"}': constant(9),
      'db_client_connections_max{service_name="c",instance="c-0"}': constant(4),
      'db_client_connection_pending_requests{service_name="a",instance="a-0"}': constant(5),
      'db_client_connections_pending_requests{service_name="c",instance="c-0"}': constant(6),
    },
    expect: [
      ['pool.used', undefined, { '{service_name="a"}': 8, '{service_name="b"}': 2, '{service_name="c"}': 3 }],
      ['pool.max', 'instance', { '{service_name="a",instance="a-0"}': 9, '{service_name="c",instance="c-0"}': 4 }],
      ['pool.waiting', undefined, { '{service_name="a"}': 5, '{service_name="c"}': 6 }],
    ],
  },
  {
    family: 'workers',
    series: {
      'worker_pool_busy{service_name="a",instance="0"}': constant(3),
      'worker_pool_busy{service_name="a",instance="1"}': constant(4),
      'worker_pool_size{service_name="a",instance="0"}': constant(4),
      'worker_pool_size{service_name="a",instance="1"}': constant(4),
      'worker_pool_pending{service_name="a",instance="1"}': '0x5 2 12 0 0 0 0 0',
      'queue_oldest_message_age_seconds{service_name="a",instance="1"}': constant(12),
      'queue_processed_total{service_name="a",instance="1"}': counter(6),
    },
    expect: [
      ['workers.busy', undefined, { '{service_name="a"}': 0.875 }],
      ['workers.waiting', undefined, { '{service_name="a"}': 2 }],
      ['queue.age', undefined, { '{service_name="a"}': 12 }],
      ['queue.processed', undefined, { '{service_name="a"}': 6 }],
    ],
  },
  {
    family: 'kubernetes',
    series: {
      // A Deployment's pod with a sidecar, a StatefulSet's, one of another workload with a longer name, and one that only looks alike.
      'container_memory_working_set_bytes{namespace="n",pod="a-6d4cf56db6-x7k2p",container="a"}': '400+10x12',
      'container_memory_working_set_bytes{namespace="n",pod="a-6d4cf56db6-x7k2p",container="side"}': constant(100),
      'container_memory_working_set_bytes{namespace="n",pod="a-6d4cf56db6-x7k2p",container=""}': constant(9999),
      'container_spec_memory_limit_bytes{namespace="n",pod="a-6d4cf56db6-x7k2p",container="a"}': constant(1000),
      'container_spec_memory_limit_bytes{namespace="n",pod="a-6d4cf56db6-x7k2p",container="side"}': constant(0),
      'kube_pod_container_resource_limits{namespace="n",pod="a-b-0",container="b",resource="memory"}': constant(800),
      'container_memory_working_set_bytes{namespace="n",pod="a-b-0",container="b"}': constant(200),
      'container_memory_working_set_bytes{namespace="n",pod="a-other-0",container="b"}': constant(77),
      'kube_pod_container_status_restarts_total{namespace="n",pod="a-6d4cf56db6-x7k2p",container="a"}': '1x8 2x3',
      'kube_pod_container_status_restarts_total{namespace="n",pod="a-b-0",container="b"}': '1x8 2x3',
      'kube_pod_container_status_last_terminated_reason{namespace="n",pod="a-b-0",container="b",reason="OOMKilled"}':
        constant(1),
      'container_cpu_usage_seconds_total{namespace="n",pod="a-b-0",container="b"}': counter(0.5),
      'container_cpu_schedstat_runqueue_seconds_total{namespace="n",pod="a-b-0",container="b"}': counter(0.25),
      'kube_pod_container_status_running{namespace="n",pod="a-6d4cf56db6-x7k2p",container="a"}': constant(1),
      'kube_pod_container_status_running{namespace="n",pod="a-6d4cf56db6-x7k2p",container="side"}': constant(0),
      'kube_pod_container_resource_requests{namespace="n",pod="a-b-0",container="b",resource="cpu"}': constant(0.25),
      'kube_pod_container_resource_requests{namespace="n",pod="a-b-0",container="b",resource="memory"}': constant(500),
      'kube_pod_container_status_running{namespace="n",pod="a-b-0",container="b"}': constant(1),
      'kube_pod_container_status_running{namespace="n",pod="a-b-1",container="b"}': constant(1),
    },
    expect: [
      ['memory.used', undefined, { '{workload="a"}': 520, '{workload="a-b"}': 200 }],
      ['memory.limit', undefined, { '{workload="a"}': 1000, '{workload="a-b"}': 800 }],
      ['memory.growth', undefined, { '{workload="a"}': 1, '{workload="a-b"}': 0 }],
      ['restarts', undefined, { '{workload="a"}': 1, '{workload="a-b"}': 1 }],
      ['memory.kills', undefined, { '{workload="a"}': 0, '{workload="a-b"}': 1 }],
      ['cpu.used', undefined, { '{workload="a-b"}': 0.5 }],
      ['cpu.requested', undefined, { '{workload="a-b"}': 0.25 }],
      ['memory.requested', undefined, { '{workload="a-b"}': 500 }],
      ['cpu.wait', 'instance', { '{workload="a-b",pod="a-b-0"}': 0.25 }],
      ['replicas.running', undefined, { '{workload="a"}': 0, '{workload="a-b"}': 2 }],
    ],
  },
  {
    family: 'kubernetes-deployments',
    series: { 'kube_deployment_spec_replicas{namespace="n",deployment="a"}': constant(3) },
    expect: [['replicas.wanted', undefined, { '{deployment="a"}': 3 }]],
  },
  {
    family: 'kubernetes-statefulsets',
    series: { 'kube_statefulset_replicas{namespace="n",statefulset="a"}': constant(2) },
    expect: [['replicas.wanted', undefined, { '{statefulset="a"}': 2 }]],
  },
  {
    family: 'kubernetes-autoscalers',
    series: {
      'kube_horizontalpodautoscaler_spec_min_replicas{namespace="n",horizontalpodautoscaler="a"}': constant(2),
      'kube_horizontalpodautoscaler_spec_max_replicas{namespace="n",horizontalpodautoscaler="a"}': constant(8),
    },
    expect: [
      ['autoscaler.least', undefined, { '{horizontalpodautoscaler="a"}': 2 }],
      ['autoscaler.most', undefined, { '{horizontalpodautoscaler="a"}': 8 }],
    ],
  },
  {
    family: 'node-process',
    series: {
      'v8js_memory_heap_used_bytes{service_name="a",instance="0",v8js_heap_space_name="old_space"}': '100+20x12',
      'v8js_memory_heap_used_bytes{service_name="a",instance="0",v8js_heap_space_name="new_space"}': constant(60),
      'v8js_memory_heap_used_bytes{service_name="a",instance="1",v8js_heap_space_name="old_space"}': constant(50),
      'v8js_memory_heap_limit_bytes{service_name="a",instance="0",v8js_heap_space_name="old_space"}': constant(700),
      'v8js_memory_heap_limit_bytes{service_name="a",instance="0",v8js_heap_space_name="new_space"}': constant(100),
      'nodejs_eventloop_lag_p99_seconds{service_name="a",instance="0"}': constant(0.02),
      'nodejs_eventloop_delay_p99_seconds{service_name="b",instance="0"}': constant(0.03),
      'nodejs_eventloop_utilization_ratio{service_name="a",instance="0"}': constant(0.4),
    },
    expect: [
      ['memory.used', undefined, { '{service_name="a"}': 400 }],
      ['memory.limit', undefined, { '{service_name="a"}': 800 }],
      ['memory.growth', undefined, { '{service_name="a"}': 2 }],
      ['eventloop.lag', undefined, { '{service_name="a"}': 0.02, '{service_name="b"}': 0.03 }],
      ['eventloop.utilization', undefined, { '{service_name="a"}': 0.4 }],
    ],
  },
  {
    family: 'process',
    series: {
      'process_resident_memory_bytes{service_name="a",instance="0"}': '100+30x12',
      'process_cpu_seconds_total{service_name="a",instance="0"}': counter(0.5),
      'process_start_time_seconds{service_name="a",instance="0"}': '5x8 9x3',
    },
    expect: [
      ['memory.used', undefined, { '{service_name="a"}': 460 }],
      ['memory.growth', undefined, { '{service_name="a"}': 3 }],
      ['cpu.used', undefined, { '{service_name="a"}': 0.5 }],
      ['restarts', undefined, { '{service_name="a"}': 1 }],
    ],
  },
  {
    family: 'postgres-exporter',
    series: {
      'pg_up{instance="db:9187"}': constant(1),
      'pg_stat_activity_count{instance="db:9187",state="active",application_name="a"}': constant(3),
      'pg_stat_activity_count{instance="db:9187",state="active",application_name="postgres_exporter"}': constant(1),
      'pg_stat_activity_count{instance="db:9187",state="idle",application_name="a"}': constant(9),
      'pg_blocked_sessions{instance="db:9187"}': constant(2),
      'pg_stat_activity_max_tx_duration{instance="db:9187",state="idle in transaction"}': constant(14),
      'pg_stat_activity_max_tx_duration{instance="db:9187",state="active"}': constant(99),
    },
    expect: [
      ['database.up', undefined, { '{}': 1 }],
      ['database.active', undefined, { '{}': 3 }],
      ['database.blocked', undefined, { '{}': 2 }],
      ['database.idleInTransaction', undefined, { '{}': 14 }],
    ],
  },
  {
    family: 'prometheus-scrape',
    series: {
      'up{service_name="a",instance="0"}': constant(1),
      'up{service_name="a",instance="1"}': constant(0),
    },
    expect: [['availability', undefined, { '{service_name="a"}': 0.5 }]],
  },
];

const services = ['a', 'a-b', 'b', 'c'];

test('every family is run on series', () => {
  expect(cases.map(({ family }) => family).sort()).toEqual(all.map(({ id }) => id).sort());
});

test.each(cases)('$family reads its signals out of series', ({ family: id, series, expect: expected }) => {
  const family = all.find(one => one.id === id);
  if (!family) throw new Error(id);
  const run: PromtoolTest = {
    interval: '10s',
    input_series: Object.entries(series).map(([name, values]) => ({ series: name, values })),
    promql_expr_test: expected.map(([signal, by, samples]) => ({
      // Rounded, as slopes and rates are floating.
      expr: `round(${expression(family, signal, services, by)}, 0.0001)`,
      eval_time: '2m',
      exp_samples: Object.entries(samples).map(([labels, value]) => ({ labels, value })),
    })),
  };
  expect(testExpressions([run])).toBe('');
});

test('every signal a family offers is run on series', () => {
  const run = new Set(
    cases.flatMap(({ family, expect: expected }) => expected.map(([signal]) => `${family} ${signal}`)),
  );
  const offered = all.flatMap(family => signalsOf(family).map(signal => `${family.id} ${signal}`));
  expect(offered.filter(one => !run.has(one))).toEqual([]);
});

test.each<{ name: string; signal: SignalName; series: string; values: string; value: number }>([
  {
    name: 'sessions that wait for a lock are found in the newer exporter too',
    signal: 'database.blocked',
    series: 'pg_stat_activity_count{instance="i",state="active",wait_event_type="Lock"}',
    values: '4',
    value: 4,
  },
  {
    name: 'no statement is none, not no data',
    signal: 'database.active',
    series: 'pg_stat_activity_count{instance="i",state="idle"}',
    values: '7',
    value: 0,
  },
  {
    name: 'no idle transaction is none, not no data',
    signal: 'database.idleInTransaction',
    series: 'pg_stat_activity_max_tx_duration{instance="i",state="active"}',
    values: '99',
    value: 0,
  },
])('$name', ({ signal, series, values, value }) => {
  const family = all.find(({ id }) => id === 'postgres-exporter')!;
  const expr = expression(family, signal, ['postgres']);
  const run: PromtoolTest = {
    interval: '10s',
    input_series: [{ series, values }],
    promql_expr_test: [{ expr, eval_time: '0s', exp_samples: [{ labels: '{}', value }] }],
  };
  expect(testExpressions([run])).toBe('');
});
