import type { Targets } from '../outbound';
import type { Settings } from '../settings';
import { catalogSource, serviceEntities } from '../sources/catalog/catalogSource';
import { declaredEdges, doubtOf } from '../sources/catalog/told';
import { logSourceOf, sourceOf } from '../sources/logs';
import { PrometheusClient, PrometheusSource, watchedSight } from '../sources/prometheus';
import { topologySource } from '../sources/topologySource';
import type { Foundation } from './foundation';

/** Nobody waits for a history. */
const patientMs = 15_000;

export type Seen = ReturnType<typeof seeing>;

/** Everything that is read of the systems watched over. */
export function seeing({ settings, catalog, auth, now, targets }: Foundation) {
  const client =
    settings.prometheus && new PrometheusClient({ ...settings.prometheus, target: prometheusDoor(targets) });
  const source = prometheusOf(settings, targets);
  const sight = client && watchedSight(client, now);
  const entities = settings.catalog ? () => serviceEntities(catalog, auth) : async () => [];
  const catalogOf = catalogSource({ entities, now });
  const topology = topologySource({
    parts: [
      { name: 'catalog', edges: async () => declaredEdges(await catalogOf()) },
      ...(source ? [{ name: 'traffic', edges: () => source.edges() }] : []),
    ],
    freshMs: Math.min(30_000, settings.durations.health),
    now,
  });
  return {
    client,
    /** Of what is asked for a whole history at once. */
    patient: settings.prometheus && new PrometheusClient({ ...settings.prometheus, timeoutMs: patientMs }),
    source,
    catalog: catalogOf,
    topology,
    /** Series, traffic and log lines together. */
    evidence: source && sourceOf(source, settings.logs && logSourceOf(settings.logs, targets)),
    blind: async () => (await sight?.()) ?? doubtOf(await catalogOf()),
  };
}

/** One for all who ask it. */
export const prometheusDoor = (targets: Targets) => targets.of({ name: 'Prometheus', kind: 'metrics' });

function prometheusOf({ prometheus, durations }: Settings, targets: Targets): PrometheusSource | undefined {
  if (!prometheus) return undefined;
  const { url, windows, database } = prometheus;
  // What exporters there are is looked at as often as health, so that a system that just started is seen soon.
  const presenceMs = Math.min(30_000, durations.health);
  return new PrometheusSource({
    url,
    windows,
    database: { service: database },
    presenceMs,
    target: prometheusDoor(targets),
  });
}
