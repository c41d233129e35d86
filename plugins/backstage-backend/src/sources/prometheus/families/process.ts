import { promql } from '../promql';
import type { Family } from './family';

/** The `process_*` metrics every official Prometheus client has. They know no limit. */
export const process: Family = {
  id: 'process',
  naming: 'labels',
  probes: ['process_resident_memory_bytes'],
  signals: {
    'memory.used': {
      parts: ['instance'],
      query: ({ by, is }) => promql`max by (${by}) (process_resident_memory_bytes{${is}})`,
    },
    'memory.growth': {
      parts: ['instance'],
      query: ({ by, is, growth }) => promql`max by (${by}) (deriv(process_resident_memory_bytes{${is}}[${growth}]))`,
    },
    'cpu.used': {
      parts: ['instance'],
      query: ({ by, is, rate }) => promql`sum by (${by}) (rate(process_cpu_seconds_total{${is}}[${rate}]))`,
    },
    restarts: {
      parts: ['instance'],
      query: ({ by, is, events }) => promql`sum by (${by}) (changes(process_start_time_seconds{${is}}[${events}]))`,
    },
  },
};
