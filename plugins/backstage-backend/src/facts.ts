import type { Brake, Incident, Phase, Question } from '@autocura/common';
import { type Facts, type Policy, protectedByDefault } from './plan';
import type { PrometheusSource } from './sources/prometheus';
import type { Store } from './store';

const underWayPhases: Phase[] = ['acting', 'verifying', 'undoing'];
const day = 24 * 3_600_000;

export interface FactsOptions {
  store: Store;
  source?: Pick<PrometheusSource, 'measure'>;
  policy(): Promise<Policy>;
  brake(): Promise<Brake>;
  protectedTargets: string[];
  /** Why what is measured cannot be trusted just now, in words. */
  blind?(): Promise<string | undefined>;
  /** Why people asked for quiet about it, in words. */
  silenced?(incident: Incident): Promise<string | undefined>;
  now(): Date;
}

/** Reads what guardrails judge by: about this incident's services, or about none. */
export async function readFacts(options: FactsOptions, incident?: Incident): Promise<Facts> {
  const { store, now } = options;
  const since = new Date(now().getTime() - day);
  // Before the actions themselves: one that begins in between is seen, and is still one more than was counted.
  const begun = await store.begunSince(since);
  const [policy, { holds }, recent, underWay, health, replicas, quiet, blind, silenced] = await Promise.all([
    options.policy(),
    options.brake(),
    store.actions({ since, limit: 1000 }),
    store.incidents({ phase: underWayPhases, open: true, limit: 1000 }),
    store.health(),
    replicasOf(options.source, incident),
    incident ? store.quiet(incident.alerts.map(({ key }) => key)) : false,
    options.blind?.(),
    incident && options.silenced?.(incident),
  ]);
  const known = health.filter(({ state }) => state !== 'unknown');
  return {
    now: now().toISOString(),
    policy,
    brake: holds,
    begun,
    recent: recent.items.map(({ incidentId, action, target, service, failureMode, intendedAt, outcome }) => ({
      incidentId,
      action,
      target,
      service,
      failureMode,
      at: intendedAt,
      ...(outcome && { outcome }),
    })),
    underWay: underWay.items.flatMap(one =>
      'attempt' in one ? [{ incidentId: one.id, target: one.attempt.step.target }] : [],
    ),
    replicas,
    ...(quiet && { quiet }),
    ...(blind !== undefined && { blind }),
    ...(silenced !== undefined && { silenced }),
    services: { known: known.length, unhealthy: known.filter(({ state }) => state === 'critical').length },
    protectedTargets: [...protectedByDefault, ...options.protectedTargets],
  };
}

async function replicasOf(source: FactsOptions['source'], incident?: Incident): Promise<Facts['replicas']> {
  if (!source || !incident) return {};
  const suspected = incident.diagnosis?.hypotheses.map(({ service }) => service) ?? [];
  const questions = [...new Set([...incident.services, ...suspected])].flatMap((service): Question[] => [
    { service, signal: 'replicas.running' },
    { service, signal: 'replicas.wanted' },
  ]);
  const replicas: Facts['replicas'] = {};
  for (const { question, measurement } of await source.measure(questions)) {
    if (measurement.state === 'missing') continue;
    const of = (replicas[question.service] ??= {});
    if (question.signal === 'replicas.running') of.running = measurement.value;
    else of.wanted = measurement.value;
  }
  return replicas;
}
