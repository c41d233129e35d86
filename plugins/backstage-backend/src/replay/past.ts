import { blindness, PrometheusClient, PrometheusSource } from '../sources/prometheus';
import { topologySource } from '../sources/topologySource';
import type { Settings } from '../settings';
import type { Clock, ReplaySettings } from './replayWorld';

/** Prometheus as it would have answered then, for as long as it keeps what it measured. */
export function pastOf(
  { prometheus, durations }: Pick<Settings, 'prometheus' | 'durations'>,
  clock: Clock,
): Pick<ReplaySettings, 'source' | 'topology' | 'blind'> {
  if (!prometheus) return {};
  const { url, windows, database } = prometheus;
  const now = () => clock.now;
  const source = new PrometheusSource({ url, windows, database: { service: database }, now });
  const client = new PrometheusClient({ url });
  const parts = [{ name: 'traffic', edges: () => source.edges() }];
  return {
    source,
    topology: topologySource({ parts, freshMs: durations.health, now }),
    blind: () => blindness(client, clock.now),
  };
}
