import { sickObject } from './sickObject';

test.each<[string, Record<string, string>, object | undefined]>([
  ['a service', { service: 'cart', pod: 'cart-0', instance: '10.0.0.1:80' }, { kind: 'service', name: 'cart' }],
  ["OpenTelemetry's name", { service_name: 'cart', job: 'otel' }, { name: 'cart' }],
  ['an app', { app: 'cart', container: 'main' }, { name: 'cart' }],
  ["Kubernetes' app label", { app_kubernetes_io_name: 'cart' }, { name: 'cart' }],
  ['a deployment', { deployment: 'cart', pod: 'cart-5f7d8c9b4-x7kqz' }, { kind: 'service', name: 'cart' }],
  [
    "OpenTelemetry's pod",
    { k8s_pod_name: 'cart-5f7d8c9b4-x7kqz', k8s_namespace_name: 'shop' },
    { name: 'cart', namespace: 'shop' },
  ],
  ['a container', { container: 'cart' }, { name: 'cart' }],
  ['a scrape job', { job: 'cart', instance: '10.0.0.1:80' }, { name: 'cart' }],
  ['the run of a job', { job_name: 'backup-28912345', job: 'kube-state-metrics' }, { name: 'backup' }],
  ['a node', { node: 'worker-3', job: 'node-exporter', instance: '10.0.0.1:9100' }, { kind: 'node', name: 'worker-3' }],
  ['an instance, when nothing else is said', { instance: '10.0.0.1:80' }, { kind: 'instance', name: '10.0.0.1:80' }],
  ['nothing', { alertname: 'Absent', severity: 'critical' }, undefined],
  ['nothing but empty names', { service: '', pod: ' ' }, undefined],
])('%s', (_, labels, expected) => {
  if (expected === undefined) expect(sickObject(labels)).toBeUndefined();
  else expect(sickObject(labels)).toMatchObject(expected);
});

test('who measured is not who is sick', () => {
  const measured = { service: 'prometheus-kube-state-metrics', job: 'kube-state-metrics', instance: '10.0.0.9:8080' };
  expect(sickObject({ ...measured, namespace: 'shop', pod: 'cart-0', container: 'cart' })?.name).toBe('cart');
  expect(sickObject({ service: 'monitoring', exported_service: 'cart' })?.name).toBe('cart');
});

test('who measures can be sick itself', () => {
  expect(sickObject({ alertname: 'TargetDown', job: 'node-exporter' })).toEqual({
    kind: 'service',
    name: 'node-exporter',
  });
});

test('what is evicted speaks of its node, which lives in no namespace', () => {
  const pod = { pod: 'cart-0', namespace: 'shop', cluster: 'a', reason: 'Evicted' };
  expect(sickObject({ ...pod, node: 'worker-3' })).toEqual({ kind: 'node', name: 'worker-3', cluster: 'a' });
  expect(sickObject(pod)?.name).toBe('cart');
});
