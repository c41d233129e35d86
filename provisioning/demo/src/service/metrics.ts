import { performance } from 'node:perf_hooks';
import { getHeapSpaceStatistics, getHeapStatistics } from 'node:v8';
import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client';
import type { Pool } from 'pg';
import type { SlotPool } from './slotPool';

const seconds = [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 1.5, 2.5, 5, 10];

/** All that a service tells about itself, under the names OpenTelemetry and prom-client use. */
export class Metrics {
  readonly registry = new Registry();
  private readonly registers = [this.registry];

  readonly served = new Histogram({
    name: 'http_server_request_duration_seconds',
    help: 'Duration of HTTP server requests.',
    labelNames: ['http_request_method', 'http_route', 'http_response_status_code'],
    buckets: seconds,
    registers: this.registers,
  });
  readonly called = new Histogram({
    name: 'http_client_request_duration_seconds',
    help: 'Duration of HTTP client requests.',
    labelNames: ['peer_service', 'http_request_method', 'http_response_status_code', 'error_type'],
    buckets: seconds,
    registers: this.registers,
  });
  readonly retries = new Counter({
    name: 'http_client_retries_total',
    help: 'HTTP client requests that were sent again.',
    labelNames: ['peer_service'],
    registers: this.registers,
  });
  readonly queried = new Histogram({
    name: 'db_client_operation_duration_seconds',
    help: 'Duration of database client operations.',
    labelNames: ['db_system_name', 'error_type'],
    buckets: seconds,
    registers: this.registers,
  });

  constructor(service: string, version: string) {
    collectDefaultMetrics({ register: this.registry, eventLoopMonitoringPrecision: 50 });
    new Gauge({
      name: 'target_info',
      help: 'Target metadata.',
      labelNames: ['service_name', 'service_version'],
      registers: this.registers,
    }).set({ service_name: service, service_version: version }, 1);
    this.watchEventLoop();
    this.watchHeap();
  }

  counter(name: string, help: string) {
    return new Counter({ name, help, registers: this.registers });
  }

  /** A value that is read when somebody asks. */
  gauge(name: string, help: string, read: () => number) {
    new Gauge({
      name,
      help,
      registers: this.registers,
      collect() {
        this.set(read());
      },
    });
  }

  watchWorkers(workers: SlotPool) {
    this.gauge('worker_pool_size', 'Requests that can be worked on at once.', () => workers.size);
    this.gauge('worker_pool_busy', 'Requests that are worked on.', () => workers.busy);
    this.gauge('worker_pool_pending', 'Requests that wait for a worker.', () => workers.pending);
  }

  watchPool(pool: Pool, name: string, max: number) {
    const label = 'db_client_connection_pool_name';
    new Gauge({
      name: 'db_client_connection_count',
      help: 'Connections by state.',
      labelNames: ['state', label],
      registers: this.registers,
      collect() {
        this.set({ state: 'used', [label]: name }, pool.totalCount - pool.idleCount);
        this.set({ state: 'idle', [label]: name }, pool.idleCount);
      },
    });
    const one = (metric: string, help: string, read: () => number) =>
      new Gauge({
        name: metric,
        help,
        labelNames: [label],
        registers: this.registers,
        collect() {
          this.set({ [label]: name }, read());
        },
      });
    one('db_client_connection_max', 'Most connections allowed.', () => max);
    one('db_client_connection_pending_requests', 'Requests that wait for a connection.', () => pool.waitingCount);
  }

  private watchEventLoop() {
    let last = performance.eventLoopUtilization();
    this.gauge('nodejs_eventloop_utilization_ratio', 'Share of time the event loop is busy.', () => {
      const now = performance.eventLoopUtilization();
      const { utilization } = performance.eventLoopUtilization(now, last);
      last = now;
      return utilization;
    });
  }

  private watchHeap() {
    const space = (name: string, help: string, read: () => [string, number][]) =>
      new Gauge({
        name,
        help,
        labelNames: ['v8js_heap_space_name'],
        registers: this.registers,
        collect() {
          for (const [heap, bytes] of read()) this.set({ v8js_heap_space_name: heap }, bytes);
        },
      });
    const old = () =>
      getHeapSpaceStatistics().filter(each => ['old_space', 'large_object_space'].includes(each.space_name));
    space('v8js_memory_heap_used_bytes', 'Heap in use.', () =>
      old().map(each => [each.space_name, each.space_used_size]),
    );
    space('v8js_memory_heap_limit_bytes', 'Heap limit.', () => [['old_space', getHeapStatistics().heap_size_limit]]);
  }
}
