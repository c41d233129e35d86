import { familyOf, isFlow, isResource } from './family';

test.each([
  ['process_cpu_seconds_total', 'cpu'],
  ['container_cpu_usage_seconds_total', 'cpu'],
  ['container_memory_working_set_bytes', 'memory'],
  ['nodejs_heap_size_used', 'memory'],
  ['container_cpu_cfs_throttled_seconds_total', 'saturation'],
  ['db_client_connections_pending_requests', 'saturation'],
  ['http_server_request_duration_seconds', 'latency'],
  ['istio_request_duration_milliseconds_p99', 'latency'],
  ['latency-90', 'latency'],
  ['http_5xx_ratio', 'errors'],
  ['error_rate', 'errors'],
  ['availability_Average', 'availability'],
  ['success_rate', 'availability'],
  ['container_network_receive_bytes_total', 'network'],
  ['container_fs_writes_total', 'disk'],
  ['diskio', 'disk'],
  ['istio_requests_total', 'traffic'],
  ['workload', 'traffic'],
  ['node_memory_MemAvailable_bytes', 'host'],
  ['container_spec_memory_limit_bytes', 'setting'],
  ['kubelet_volume_stats_used_bytes', 'saturation'],
  ['http_server_active_requests_in_flight', 'saturation'],
  ['kube_pod_container_status_restarts_total', 'errors'],
  ['node_interrupts_total', 'host'],
  ['deferred_jobs', 'other'],
  ['envoy_cluster_upstream_rq_time', 'latency'],
  ['generated_accounts', 'other'],
  ['colour', 'other'],
])('%s is about %s', (metric, family) => expect(familyOf(metric)).toBe(family));

test('a limit that is near is no use of memory', () => expect(isResource(familyOf('memory_limit'))).toBe(false));
test('what passes through follows the load', () => expect(isFlow('network') && !isFlow('cpu')).toBe(true));
