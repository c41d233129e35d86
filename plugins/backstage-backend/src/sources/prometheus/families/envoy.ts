import { name, type Promql, promql, regex } from '../promql';
import type { Family, Scope } from './family';

/** Clusters of the sidecar's own traffic: what comes in, and its control plane. */
const notCalled = regex('inbound\\|.*|xds-grpc|sds-grpc|agent|prometheus_stats');

/** What Envoy sends on for the service it stands beside, by cluster; a retry is a request of its own. */
export const envoy: Family = {
  id: 'envoy',
  naming: 'labels',
  probes: ['envoy_cluster_upstream_rq_total'],
  signals: {
    'calls.rate': { parts: ['peer'], query: scope => sent('envoy_cluster_upstream_rq_total', scope) },
    'calls.retries': { parts: ['peer'], query: scope => sent('envoy_cluster_upstream_rq_retry', scope) },
  },
};

const sent = (metric: string, { by, is, rate }: Scope) =>
  promql`sum by (${by}) (${peer(promql`rate(${name(metric)}{${is}, envoy_cluster_name!~${notCalled}}[${rate}])`)})`;

/** The cluster's name; of Istio's `outbound|port|subset|host` the service's. */
function peer(vector: Promql): Promql {
  const cluster = promql`label_replace(${vector}, "peer", "$1", "envoy_cluster_name", "(.+)")`;
  const host = regex('outbound\\|[0-9]*\\|[^|]*\\|([^.;]+).*');
  return promql`label_replace(${cluster}, "peer", "$1", "envoy_cluster_name", ${host})`;
}
