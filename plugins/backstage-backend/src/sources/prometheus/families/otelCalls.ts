import { name, type Promql, promql, regex } from '../promql';
import type { Family, Scope } from './family';
import { orZero, ratio } from './ratio';

const noAnswer = regex(
  '(?i).*(refused|unreach|enotfound|host_?not_?found|eai_again|connectexception|connection_?error|unknownhost|name_resolution).*',
);

/** The client metrics of OpenTelemetry: HTTP by the service or address called, SQL by the database system. */
export const otelCalls = (databaseService: string): Family => {
  const http = (metric: string, { is, rate }: Scope, filters = promql``) =>
    peer(promql`rate(${name(metric)}{${is}${filters}}[${rate}])`);
  const sql = (metric: string, { is, rate }: Scope, filters = promql``) =>
    database(promql`rate(${name(metric)}{${is}${filters}}[${rate}])`, databaseService);

  const calls = (scope: Scope, kind: 'count' | 'bucket') =>
    promql`${http(`http_client_request_duration_seconds_${kind}`, scope)} or ${sql(`db_client_operation_duration_seconds_${kind}`, scope)}`;
  const all = (scope: Scope) => promql`sum by (${scope.by}) (${calls(scope, 'count')})`;
  const failed = (scope: Scope) => {
    const count = 'http_client_request_duration_seconds_count';
    // A client marks 4xx as error_type too, which says nothing about the health of the one that answered.
    return promql`sum by (${scope.by}) (${http(count, scope, promql`, http_response_status_code=~"5.."`)} or ${http(count, scope, promql`, http_response_status_code="", error_type!=""`)} or ${sql('db_client_operation_duration_seconds_count', scope, promql`, error_type!=""`)})`;
  };
  const refused = (scope: Scope) =>
    promql`sum by (${scope.by}) (${http('http_client_request_duration_seconds_count', scope, promql`, error_type=~${noAnswer}`)} or ${sql('db_client_operation_duration_seconds_count', scope, promql`, error_type=~${noAnswer}`)})`;

  return {
    id: 'otel-calls',
    naming: 'labels',
    probes: ['http_client_request_duration_seconds_count', 'db_client_operation_duration_seconds_count'],
    namesServices: true,
    signals: {
      'calls.rate': { parts: ['peer'], query: all },
      'calls.errors': { parts: ['peer'], query: scope => ratio(failed(scope), all(scope)) },
      'calls.p95': {
        parts: ['peer'],
        query: scope => promql`histogram_quantile(0.95, sum by (${scope.by}, le) (${calls(scope, 'bucket')}))`,
      },
      'calls.refused': { parts: ['peer'], query: scope => orZero(refused(scope), all(scope)) },
      'calls.retries': {
        parts: ['peer'],
        query: scope => promql`sum by (${scope.by}) (${http('http_client_retries_total', scope)})`,
      },
    },
  };
};

/** Who is called: the service by name, else its address; inside a cluster the name before `.namespace.svc`. */
function peer(vector: Promql): Promql {
  const address = promql`label_replace(${vector}, "peer", "$1", "server_address", "(.+)")`;
  const inCluster = promql`label_replace(${address}, "peer", "$1", "server_address", ${regex('([^.]+)\\.[^.]+\\.svc(?:\\..+)?')})`;
  return promql`label_replace(${inCluster}, "peer", "$1", "peer_service", "(.+)")`;
}

function database(vector: Promql, service: string): Promql {
  const system = promql`label_replace(${vector}, "peer", "$1", "db_system_name", "(.+)")`;
  // A dollar sign in a replacement would name a group of the regex.
  return promql`label_replace(${system}, "peer", ${service.replace(/\$/g, '$$$$')}, "db_system_name", "postgres.*")`;
}
