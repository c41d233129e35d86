import { promql } from '../promql';
import type { Family } from './family';

/** What Prometheus knows of any target: whether it answers. */
export const prometheusScrape: Family = {
  id: 'prometheus-scrape',
  naming: 'labels',
  probes: ['up'],
  signals: {
    availability: { parts: ['instance'], query: ({ by, is }) => promql`avg by (${by}) (up{${is}})` },
  },
};
