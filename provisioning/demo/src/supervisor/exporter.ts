import { quota } from '../service/journal';
import type { DatabaseStats } from './databaseStats';
import { usageOf } from './proc';
import type { Slot, Terminated } from './slot';
import { memoryLimit } from './memory';
import type { Supervisor } from './supervisor';

type Labels = Record<string, string>;
type Sample = [Labels, number];

function family(name: string, type: 'gauge' | 'counter', samples: Sample[]): string {
  if (samples.length === 0) return '';
  const lines = samples.map(([labels, value]) => {
    const pairs = Object.entries(labels).map(([label, text]) => `${label}="${text}"`);
    return `${name}{${pairs.join(',')}} ${value}`;
  });
  return `# TYPE ${name} ${type}\n${lines.join('\n')}\n`;
}

const reasons: Terminated[] = ['OOMKilled', 'Error'];

/** What cAdvisor and kube-state-metrics would say of the shop, in Prometheus' text format. */
export function clusterMetrics(supervisor: Supervisor, scratchUsed: Record<string, number>): string {
  const slots = supervisor.slots;
  const container = ({ service, instance }: Slot): Labels => ({ namespace: 'shop', pod: instance, container: service });
  const each = (read: (slot: Slot) => number | undefined): Sample[] =>
    slots.flatMap(slot => {
      const value = read(slot);
      return value === undefined ? [] : [[container(slot), value] as Sample];
    });
  const usage = new Map(
    slots.map(slot => [slot, slot.process && !slot.process.ended ? usageOf(slot.process.pid) : undefined]),
  );
  const alive = (slot: Slot) => usage.get(slot) !== undefined || slot.state === 'running' || slot.state === 'starting';
  const deployments = [...supervisor.deployments].map(([deployment, { slots: places }]) => ({
    labels: { namespace: 'shop', deployment },
    wanted: places.length,
    available: places.filter(slot => slot.state === 'running').length,
  }));
  return [
    family(
      'container_memory_working_set_bytes',
      'gauge',
      each(slot => usage.get(slot)?.memory),
    ),
    family(
      'container_spec_memory_limit_bytes',
      'gauge',
      each(() => memoryLimit),
    ),
    family(
      'container_cpu_usage_seconds_total',
      'counter',
      each(slot => usage.get(slot)?.cpuSeconds),
    ),
    family(
      'container_cpu_schedstat_runqueue_seconds_total',
      'counter',
      each(slot => usage.get(slot)?.cpuWaitSeconds),
    ),
    family(
      'container_fs_usage_bytes',
      'gauge',
      each(slot => scratchUsed[slot.service]),
    ),
    family(
      'container_fs_limit_bytes',
      'gauge',
      each(() => quota),
    ),
    family(
      'container_start_time_seconds',
      'gauge',
      each(slot => (alive(slot) && slot.process ? slot.process.startedAt / 1000 : undefined)),
    ),
    family(
      'kube_pod_container_status_running',
      'gauge',
      each(slot => Number(alive(slot))),
    ),
    family(
      'kube_pod_container_status_ready',
      'gauge',
      each(slot => Number(slot.state === 'running')),
    ),
    family(
      'kube_pod_container_status_restarts_total',
      'counter',
      each(slot => slot.restarts),
    ),
    family(
      'kube_pod_container_status_last_terminated_reason',
      'gauge',
      slots.flatMap(slot =>
        reasons
          .filter(reason => slot.lastTerminated === reason)
          .map(reason => [{ ...container(slot), reason }, 1] as Sample),
      ),
    ),
    family(
      'kube_deployment_spec_replicas',
      'gauge',
      deployments.map(({ labels, wanted }) => [labels, wanted]),
    ),
    family(
      'kube_deployment_status_replicas_available',
      'gauge',
      deployments.map(({ labels, available }) => [labels, available]),
    ),
  ].join('');
}

/** What postgres_exporter would say. */
export function databaseMetrics({ up, sessions, maxConnections, blocked }: DatabaseStats): string {
  const oldest = new Map<string, number>();
  for (const { state, oldestTransactionS } of sessions)
    oldest.set(state, Math.max(oldest.get(state) ?? 0, oldestTransactionS));
  const one = (value: number | undefined): Sample[] => (value === undefined ? [] : [[{}, value]]);
  return [
    family('pg_up', 'gauge', [[{}, Number(up)]]),
    family(
      'pg_stat_activity_count',
      'gauge',
      sessions.map(({ state, application, count }) => [
        { state, datname: 'shop', application_name: application },
        count,
      ]),
    ),
    family(
      'pg_stat_activity_max_tx_duration',
      'gauge',
      [...oldest].map(([state, seconds]) => [{ state, datname: 'shop' }, seconds]),
    ),
    family('pg_settings_max_connections', 'gauge', one(maxConnections)),
    family('pg_blocked_sessions', 'gauge', one(blocked)),
  ].join('');
}
