import { promql } from '../promql';
import type { Family } from './family';

/** Worker pools and queues under the names people usually give them. How full a pool is at one moment is chance. */
export const workers: Family = {
  id: 'workers',
  naming: 'labels',
  probes: ['worker_pool_size', 'queue_oldest_message_age_seconds', 'queue_processed_total'],
  namesServices: true,
  signals: {
    'workers.busy': {
      parts: ['instance'],
      query: ({ by, is, rate }) =>
        promql`sum by (${by}) (avg_over_time(worker_pool_busy{${is}}[${rate}])) / sum by (${by}) (worker_pool_size{${is}})`,
    },
    'workers.waiting': {
      parts: ['instance'],
      query: ({ by, is, rate }) => promql`sum by (${by}) (avg_over_time(worker_pool_pending{${is}}[${rate}]))`,
    },
    'queue.age': {
      parts: ['instance'],
      query: ({ by, is }) => promql`max by (${by}) (queue_oldest_message_age_seconds{${is}})`,
    },
    'queue.processed': {
      parts: ['instance'],
      query: ({ by, is, rate }) => promql`sum by (${by}) (rate(queue_processed_total{${is}}[${rate}]))`,
    },
  },
};
