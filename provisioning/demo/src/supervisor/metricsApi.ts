import type { Asked, Reply } from '../http';
import { sizeOf } from '../service/journal';
import type { DatabaseWatch } from './databaseStats';
import { clusterMetrics, databaseMetrics } from './exporter';
import type { Supervisor } from './supervisor';

/** What Prometheus reads: its targets, the cluster's and the database's metrics, and the way to each replica's own. */
export function metricsApi(port: number, supervisor: Supervisor, database: DatabaseWatch) {
  return async ({ path }: Asked): Promise<Reply> => {
    if (path === '/targets') return { body: targetsOf(port, supervisor) };
    if (path === '/cluster/metrics') return { body: clusterMetrics(supervisor, await scratchOf(supervisor)) };
    if (path === '/postgres/metrics') return { body: databaseMetrics(database.stats) };
    const instance = /^\/pods\/([\w-]+)\/metrics$/.exec(path)?.[1];
    const process = instance === undefined ? undefined : supervisor.processOf(instance);
    // A redirect follows a replica from process to process at once; service discovery would take seconds.
    if (process) return { status: 302, headers: { location: `http://127.0.0.1:${process.port}/metrics` } };
    return { status: 404, body: { error: `nothing is at ${path}` } };
  };
}

function targetsOf(port: number, supervisor: Supervisor) {
  return supervisor.slots.map(({ service, instance }) => ({
    targets: [`127.0.0.1:${port}`],
    labels: { service_name: service, instance, __metrics_path__: `/pods/${instance}/metrics` },
  }));
}

async function scratchOf(supervisor: Supervisor): Promise<Record<string, number>> {
  const services = [...supervisor.deployments.keys()];
  return Object.fromEntries(
    await Promise.all(services.map(async service => [service, await sizeOf(supervisor.scratchOf(service))] as const)),
  );
}
