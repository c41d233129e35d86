import { name, type Promql, promql } from '../promql';
import type { Family, Scope } from './family';
import { orZero } from './ratio';

const container = promql`container!="", container!="POD"`;

/** cAdvisor and kube-state-metrics; a pod belongs to the workload whose name it carries. */
export const kubernetes: Family = {
  id: 'kubernetes',
  naming: 'pods',
  probes: ['kube_pod_container_status_running', 'container_memory_working_set_bytes'],
  signals: {
    // A pod counts as a whole, and only containers with a limit: else a sidecar's limit meets the service's memory.
    'memory.used': {
      parts: ['instance'],
      query: scope =>
        promql`max by (${scope.by}) (${perPod(scope, promql`container_memory_working_set_bytes{${scope.is}, ${container}} and on (namespace, pod, container) ${limits(scope)}`)})`,
    },
    'memory.limit': {
      parts: ['instance'],
      query: scope => promql`min by (${scope.by}) (${perPod(scope, limits(scope))})`,
    },
    'memory.requested': { query: scope => promql`min by (${scope.by}) (${perPod(scope, requests(scope, 'memory'))})` },
    'cpu.requested': { query: scope => promql`min by (${scope.by}) (${perPod(scope, requests(scope, 'cpu'))})` },
    'memory.growth': {
      parts: ['instance'],
      query: scope =>
        promql`max by (${scope.by}) (${perPod(scope, promql`deriv(container_memory_working_set_bytes{${scope.is}, ${container}}[${scope.growth}])`)})`,
    },
    'memory.kills': {
      parts: ['instance'],
      query: scope =>
        orZero(
          summed(
            scope,
            promql`${restarted(scope)} and on (namespace, pod, container) (kube_pod_container_status_last_terminated_reason{${scope.is}, reason="OOMKilled"} == 1)`,
          ),
          summed(scope, restarted(scope)),
        ),
    },
    restarts: { parts: ['instance'], query: scope => summed(scope, restarted(scope)) },
    'cpu.used': {
      parts: ['instance'],
      query: scope =>
        summed(scope, promql`rate(container_cpu_usage_seconds_total{${scope.is}, ${container}}[${scope.rate}])`),
    },
    'cpu.wait': {
      parts: ['instance'],
      query: scope =>
        summed(
          scope,
          promql`rate(container_cpu_schedstat_runqueue_seconds_total{${scope.is}, ${container}}[${scope.rate}]) or rate(container_pressure_cpu_waiting_seconds_total{${scope.is}, ${container}}[${scope.rate}])`,
        ),
    },
    'replicas.running': {
      parts: ['instance'],
      query: scope => summed(scope, promql`min by (namespace, pod) (kube_pod_container_status_running{${scope.is}})`),
    },
  },
};

/** What the owners of the pods were told to keep, by the workload's own name. */
export const kubernetesWorkloads = (kind: 'deployment' | 'statefulset'): Family => ({
  id: `kubernetes-${kind}s`,
  naming: 'labels',
  labels: [kind],
  probes: [replicas[kind]],
  signals: {
    'replicas.wanted': {
      query: ({ by, is }) => promql`sum by (${by}) (${name(replicas[kind])}{${is}})`,
    },
  },
});

/** What scales a service by itself, where it bears the service's name. */
export const kubernetesAutoscalers: Family = {
  id: 'kubernetes-autoscalers',
  naming: 'labels',
  labels: ['horizontalpodautoscaler'],
  probes: ['kube_horizontalpodautoscaler_spec_min_replicas'],
  signals: {
    'autoscaler.least': {
      query: ({ by, is }) => promql`max by (${by}) (kube_horizontalpodautoscaler_spec_min_replicas{${is}})`,
    },
    'autoscaler.most': {
      query: ({ by, is }) => promql`max by (${by}) (kube_horizontalpodautoscaler_spec_max_replicas{${is}})`,
    },
  },
};

const replicas = { deployment: 'kube_deployment_spec_replicas', statefulset: 'kube_statefulset_replicas' };

const limits = ({ is }: Scope) =>
  promql`(container_spec_memory_limit_bytes{${is}, ${container}} > 0 or on (namespace, pod, container) kube_pod_container_resource_limits{${is}, resource="memory"})`;

const requests = ({ is }: Scope, resource: 'cpu' | 'memory') =>
  promql`kube_pod_container_resource_requests{${is}, resource="${name(resource)}"}`;

// Not increase(): it extrapolates, and one restart is one restart.
const restarted = ({ is, events }: Scope) =>
  promql`(max_over_time(kube_pod_container_status_restarts_total{${is}}[${events}]) - min_over_time(kube_pod_container_status_restarts_total{${is}}[${events}]))`;

const summed = (scope: Scope, vector: Promql) => promql`sum by (${scope.by}) (${scope.named(vector)})`;
const perPod = (scope: Scope, vector: Promql) => promql`sum by (workload, pod) (${scope.named(vector)})`;
