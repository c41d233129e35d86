import { promql } from '../promql';
import type { Family } from './family';

/** What only a Node.js process has: V8's heap and the event loop, by OpenTelemetry's names and prom-client's. */
export const nodeProcess: Family = {
  id: 'node-process',
  naming: 'labels',
  probes: ['v8js_memory_heap_used_bytes', 'nodejs_eventloop_utilization_ratio', 'nodejs_eventloop_lag_p99_seconds'],
  signals: {
    'memory.used': {
      parts: ['instance'],
      query: ({ by, is }) =>
        promql`max by (${by}) (sum without (v8js_heap_space_name) (v8js_memory_heap_used_bytes{${is}}))`,
    },
    'memory.limit': {
      parts: ['instance'],
      query: ({ by, is }) =>
        promql`min by (${by}) (sum without (v8js_heap_space_name) (v8js_memory_heap_limit_bytes{${is}}))`,
    },
    'memory.growth': {
      parts: ['instance'],
      query: ({ by, is, growth }) =>
        promql`max by (${by}) (sum without (v8js_heap_space_name) (deriv(v8js_memory_heap_used_bytes{${is}}[${growth}])))`,
    },
    'eventloop.lag': {
      parts: ['instance'],
      query: ({ by, is }) =>
        promql`max by (${by}) (nodejs_eventloop_lag_p99_seconds{${is}} or nodejs_eventloop_delay_p99_seconds{${is}})`,
    },
    'eventloop.utilization': {
      parts: ['instance'],
      query: ({ by, is }) => promql`max by (${by}) (nodejs_eventloop_utilization_ratio{${is}})`,
    },
  },
};
