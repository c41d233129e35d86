import { workloadOf } from './workloadOf';

type Labels = Record<string, string>;

/** What an alert speaks of. */
export interface SickObject {
  name: string;
  kind: 'service' | 'node' | 'instance';
  /** Where it lives, as far as the alert says. */
  namespace?: string;
  cluster?: string;
}

/** Names of one thing, the most telling first. `exported_` is what Prometheus calls a target's own label. */
const synonyms = {
  service: ['exported_service', 'service', 'service_name', 'destination_service_name', 'app', 'app_kubernetes_io_name'],
  workload: [
    ...['deployment', 'statefulset', 'daemonset', 'workload', 'destination_workload', 'cronjob'],
    ...['k8s_deployment_name', 'k8s_statefulset_name', 'k8s_daemonset_name', 'deployment_name', 'workload_name'],
  ],
  pod: ['exported_pod', 'pod', 'pod_name', 'k8s_pod_name', 'kubernetes_pod_name'],
  container: ['exported_container', 'container', 'container_name', 'k8s_container_name'],
  jobRun: ['job_name', 'exported_job', 'job'],
  node: ['exported_node', 'node', 'nodename', 'node_name', 'k8s_node_name', 'kubernetes_node', 'host', 'hostname'],
  instance: ['exported_instance', 'instance'],
  namespace: ['exported_namespace', 'namespace', 'k8s_namespace_name', 'kubernetes_namespace', 'service_namespace'],
  cluster: ['cluster', 'k8s_cluster_name', 'kubernetes_cluster', 'cluster_name'],
};

/** Something that measures others: its name says who measured, not who is sick. */
const measuring = /kube-state-metrics|cadvisor|kubelet|exporter|blackbox|pushgateway|(^|[-/])prometheus([-/]|$)/;

/** Where to look, in this order. What measures others is sick itself only when nothing else is named. */
const order: [kind: SickObject['kind'], nameIn: (labels: Labels) => string | undefined][] = [
  ['node', labels => (isEviction(labels) ? nodeOf(labels) : undefined)],
  ['service', labels => first(labels, synonyms.service, notMeasuring)],
  ['service', labels => first(labels, synonyms.workload)],
  ['service', labels => mapped(first(labels, synonyms.pod, notMeasuring), workloadOf)],
  ['service', labels => first(labels, synonyms.container, notMeasuring)],
  ['service', labels => mapped(first(labels, synonyms.jobRun, notMeasuring), workloadOf)],
  ['node', labels => nodeOf(labels)],
  ['service', labels => first(labels, [...synonyms.service, ...synonyms.jobRun])],
  ['instance', labels => first(labels, synonyms.instance)],
];

const looked = new WeakMap<Labels, SickObject | 'none'>();

/** The object an alert is about, or undefined when its labels name none. In a storm the same labels come by often. */
export function sickObject(labels: Labels): SickObject | undefined {
  const found = looked.get(labels) ?? find(labels) ?? 'none';
  looked.set(labels, found);
  return found === 'none' ? undefined : found;
}

function find(labels: Labels): SickObject | undefined {
  for (const [kind, nameIn] of order) {
    const name = nameIn(labels);
    if (name === undefined) continue;
    const namespace = kind === 'service' ? first(labels, synonyms.namespace) : undefined;
    const cluster = first(labels, synonyms.cluster);
    return { name, kind, ...(namespace !== undefined && { namespace }), ...(cluster !== undefined && { cluster }) };
  }
  return undefined;
}

/** The node an alert's object runs on, where its labels say so. */
export const nodeOf = (labels: Labels) => first(labels, synonyms.node);

/** What is longer is no name, and PostgreSQL could not index it. */
const longestName = 253;

/** Forty evicted pods are one sick node. */
const isEviction = (labels: Labels) => /evict|nodelost/i.test(`${labels.reason ?? ''} ${labels.alertname ?? ''}`);

const notMeasuring = (name: string) => !measuring.test(name);

const first = (labels: Labels, names: string[], fits: (value: string) => boolean = () => true) =>
  names
    .map(name => labels[name]?.trim())
    .find((value): value is string => !!value && value.length <= longestName && fits(value));

const mapped = (name: string | undefined, by: (name: string) => string) => (name === undefined ? undefined : by(name));
