import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { TestPrometheus } from '../sources/prometheus/testSupport/prometheus';

const letters = 'bcdfghjkl';
/** No name ends as pods' names do. */
export const serviceOf = (n: number) =>
  `service-${[...String(n)].map(digit => letters[Number(digit)] ?? 'z').join('')}-x`;
const podOf = (service: string, n = 0) => `${service}-7d9c5bf-${letters[n % 9]}${letters[Math.floor(n / 9) % 9]}x2z`;

/** Half of the services hang together, the others in pairs: incidents of many alerts and many incidents. */
function edgesOf(services: string[]): [string, string][] {
  const half = services.length / 2;
  return services.flatMap((service, n): [string, string][] => {
    if (n < half) return n === 0 ? [] : [[service, services[Math.floor((n - 1) / 3)]!]];
    return (n - half) % 2 === 1 ? [[service, services[n - 1]!]] : [];
  });
}

/** A cluster by its metrics: who calls whom, and pods that run until `break` ends those that only are called. */
export async function stormySystem(services: string[]) {
  let [broken, calls, refused] = [false, 0, 0];
  const edges = edgesOf(services);
  const callers = new Set(edges.map(([from]) => from));
  const running = (service: string) => (broken && !callers.has(service) ? 0 : 1);
  const call = (from: string, to: string, more = '') =>
    `http_client_request_duration_seconds_count{service_name="${from}",peer_service="${to}"${more}}`;
  const metrics = createServer((_, response) => {
    calls += 100;
    refused += broken ? 50 : 0;
    const lines = services.flatMap(service => [
      `kube_pod_container_status_running{namespace="shop",pod="${podOf(service)}",container="main"} ${running(service)}`,
      `kube_deployment_spec_replicas{namespace="shop",deployment="${service}"} 1`,
    ]);
    const traffic = edges.flatMap(([from, to]) => [
      `${call(from, to)} ${calls}`,
      `${call(from, to, ',error_type="ECONNREFUSED"')} ${callers.has(to) ? 0 : refused}`,
    ]);
    response.writeHead(200, { 'content-type': 'text/plain' }).end(`${[...lines, ...traffic].join('\n')}\n`);
  });
  await new Promise<void>(resolve => metrics.listen(0, '127.0.0.1', resolve));
  const target = `127.0.0.1:${(metrics.address() as AddressInfo).port}`;
  const prometheus = await TestPrometheus.start([], {
    'prometheus.yml': JSON.stringify({
      global: { scrape_interval: '1s' },
      scrape_configs: [{ job_name: 'kube', honor_labels: true, static_configs: [{ targets: [target] }] }],
    }),
  });
  return {
    url: prometheus.url,
    /** How many services show by calling others. */
    callers: callers.size,
    /** Whether it was measured for long enough that what is normal can be told. */
    async hasHistory() {
      const query = 'min(count_over_time(kube_pod_container_status_running[5m])) > 25';
      const answer = await fetch(`${prometheus.url}/api/v1/query?query=${encodeURIComponent(query)}`);
      return (await answer.text()).includes('"value"');
    },
    break: () => void (broken = true),
    async stop() {
      await prometheus.stop();
      metrics.close();
      metrics.closeAllConnections();
    },
  };
}

/** The n-th of the storm's alerts: each pod of each service with each of five names is another alert. */
export function stormAlert(n: number, services: string[]) {
  const service = services[n % services.length]!;
  const kind = Math.floor(n / services.length) % 5;
  const pod = podOf(service, Math.floor(n / services.length / 5));
  return {
    labels: {
      ...{
        alertname: `Unhealthy${kind}`,
        severity: kind === 0 ? 'critical' : 'warning',
        cluster: 'prod',
        namespace: 'shop',
      },
      ...{ service, pod, instance: `10.0.${n % 250}.${Math.floor(n / 250)}:8080`, job: 'pods' },
    },
    annotations: { summary: `${pod} is unhealthy`, runbook_url: 'https://runbooks.example/Unhealthy' },
    startsAt: new Date().toISOString(),
    generatorURL: 'http://prometheus.example/graph?g0.expr=unhealthy',
  };
}
