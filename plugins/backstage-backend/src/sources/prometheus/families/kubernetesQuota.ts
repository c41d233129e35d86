import { promql } from '../promql';
import type { Family, Scope } from './family';

/** Quotas of the namespace that a pod lives in, by kube-state-metrics: what is nearest to its end counts. */
export const kubernetesQuota: Family = {
  id: 'kubernetes-quota',
  naming: 'pods',
  probes: ['kube_resourcequota'],
  signals: {
    'quota.used': {
      query: scope => promql`max by (${scope.by}) (${scope.named(ofNamespace(scope))})`,
    },
  },
};

const ofNamespace = ({ is }: Scope) =>
  promql`kube_pod_info{${is}} * on (namespace) group_left () max by (namespace) (kube_resourcequota{type="used"} / ignoring (type) (kube_resourcequota{type="hard"} > 0))`;
