import { promql } from '../promql';
import type { Family } from './family';

const ours = promql`application_name!~".*exporter.*"`;

/** postgres_exporter: the service is the database itself. */
export const postgresExporter: Family = {
  id: 'postgres-exporter',
  naming: 'database',
  probes: ['pg_up'],
  signals: {
    'database.up': { query: ({ is }) => promql`min(pg_up{${is}})` },
    'database.active': {
      query: ({ is }) =>
        promql`sum(pg_stat_activity_count{${is}, state="active", ${ours}}) or 0 * sum(pg_stat_activity_count{${is}})`,
    },
    'database.blocked': {
      query: ({ is }) =>
        promql`sum(pg_blocked_sessions{${is}}) or sum(pg_stat_activity_count{${is}, wait_event_type="Lock"})`,
    },
    'database.idleInTransaction': {
      query: ({ is }) =>
        promql`max(pg_stat_activity_max_tx_duration{${is}, state=~"idle in transaction.*"}) or 0 * max(pg_stat_activity_max_tx_duration{${is}})`,
    },
  },
};
