import { promql, regex } from '../promql';
import { meshSide } from './mesh';

/** Istio's standard metrics (istio.io/latest/docs/reference/config/metrics). */
const metrics = { count: 'istio_requests_total', bucket: 'istio_request_duration_milliseconds_bucket' };

/** HTTP 5xx, and of gRPC, which answers 200, the codes that are the server's fault. */
const failed = [
  promql`response_code=~${regex('5..')}`,
  promql`response_code!~${regex('5..')}, grpc_response_status=~${regex('2|4|8|13|14|15')}`,
];

export const istioServer = meshSide({
  id: 'istio-server',
  ...metrics,
  labels: ['destination_canonical_service', 'destination_workload'],
  side: promql`reporter="destination"`,
  failed,
});

export const istioCalls = meshSide({
  id: 'istio-calls',
  ...metrics,
  labels: ['source_canonical_service', 'source_workload'],
  side: promql`reporter="source"`,
  failed,
  // What is outside of the mesh has no canonical name, and goes by its host.
  peer: vector => {
    const both = promql`label_join(${vector}, "peer", "/", "destination_canonical_service", "destination_service_name")`;
    return promql`label_replace(${both}, "peer", "$1$2", "peer", ${regex('unknown/(.+)|([^/]+)/.*')})`;
  },
  // UF: the connection failed; UH: no instance is healthy.
  refused: promql`response_flags=~${regex('(.*,)?(UF|UH)(,.*)?')}`,
});
