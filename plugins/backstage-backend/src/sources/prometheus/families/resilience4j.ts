import { promql } from '../promql';
import type { Family } from './family';

/** Retries of resilience4j under Micrometer. It counts calls that were repeated, not how often: the least there were. */
export const resilience4j: Family = {
  id: 'resilience4j',
  naming: 'labels',
  probes: ['resilience4j_retry_calls_total'],
  signals: {
    'calls.retries': {
      parts: ['peer'],
      query: ({ by, is, rate }) =>
        promql`sum by (${by}) (label_replace(rate(resilience4j_retry_calls_total{${is}, kind=~"(successful|failed)_with_retry"}[${rate}]), "peer", "$1", "name", "(.+)"))`,
    },
  },
};
