import { type Promql, promql } from '../promql';
import type { Family, Scope } from './family';

/** Connection pools as OpenTelemetry names them, now and before (`connections` with an s). */
export const otelDbPool: Family = {
  id: 'otel-db-pool',
  naming: 'labels',
  probes: ['db_client_connection_count', 'db_client_connections_usage'],
  signals: {
    'pool.used': {
      parts: ['instance'],
      query: scope =>
        summed(
          scope,
          promql`db_client_connection_count{${scope.is}, state="used"} or db_client_connection_count{${scope.is}, db_client_connection_state="used"} or db_client_connections_usage{${scope.is}, state="used"}`,
        ),
    },
    'pool.max': {
      parts: ['instance'],
      query: scope =>
        summed(scope, promql`db_client_connection_max{${scope.is}} or db_client_connections_max{${scope.is}}`),
    },
    'pool.waiting': {
      parts: ['instance'],
      query: scope =>
        summed(
          scope,
          promql`db_client_connection_pending_requests{${scope.is}} or db_client_connections_pending_requests{${scope.is}}`,
        ),
    },
  },
};

const summed = (scope: Scope, vector: Promql) => promql`sum by (${scope.by}) (${vector})`;
