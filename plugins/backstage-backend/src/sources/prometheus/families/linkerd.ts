import { promql } from '../promql';
import { meshSide } from './mesh';

/** Linkerd's proxies (linkerd.io/2/reference/proxy-metrics), with the owner of a pod as a label. */
const metrics = { count: 'response_total', bucket: 'response_latency_ms_bucket' };
const failed = [promql`classification="failure"`];
const labels = ['deployment', 'statefulset', 'daemonset'];

export const linkerdServer = meshSide({
  id: 'linkerd-server',
  ...{ ...metrics, labels, failed },
  side: promql`direction="inbound"`,
});

export const linkerdCalls = meshSide({
  id: 'linkerd-calls',
  ...{ ...metrics, labels, failed },
  side: promql`direction="outbound"`,
  peer: vector => {
    const byService = promql`label_replace(${vector}, "peer", "$1", "dst_service", "(.+)")`;
    const bySet = promql`label_replace(${byService}, "peer", "$1", "dst_statefulset", "(.+)")`;
    return promql`label_replace(${bySet}, "peer", "$1", "dst_deployment", "(.+)")`;
  },
});
