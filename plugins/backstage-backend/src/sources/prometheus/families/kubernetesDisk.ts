import { promql } from '../promql';
import type { Family, Scope } from './family';

const container = promql`container!="", container!="POD"`;

/**
 * The volumes a pod has claimed by the kubelet, and the file systems of its containers by cAdvisor, which counts only
 * what the container itself wrote: a disk that others have filled looks emptier than it is.
 */
export const kubernetesDisk: Family = {
  id: 'kubernetes-disk',
  naming: 'pods',
  probes: ['kubelet_volume_stats_available_bytes', 'container_fs_usage_bytes'],
  signals: {
    'disk.free': {
      parts: ['instance'],
      query: scope => promql`min by (${scope.by}) (${scope.named(promql`${volumes(scope)} or ${containers(scope)}`)})`,
    },
  },
};

const volumes = ({ is }: Scope) =>
  promql`kube_pod_spec_volumes_persistentvolumeclaims_info{${is}} * on (namespace, persistentvolumeclaim) group_left () min by (namespace, persistentvolumeclaim) (kubelet_volume_stats_available_bytes / kubelet_volume_stats_capacity_bytes)`;

const containers = ({ is }: Scope) =>
  promql`clamp_min(1 - container_fs_usage_bytes{${is}, ${container}} / (container_fs_limit_bytes{${is}, ${container}} > 0), 0)`;
