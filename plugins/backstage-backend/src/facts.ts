import type {
  Brake,
  Change,
  HealthChange,
  Incident,
  Phase,
  Question,
  ServiceHealth,
  Slo,
  Step,
} from '@autocura/common';
import { type Earned, earned } from './learn';
import { type Census, changedBy, type Facts, type Policy, protectedByDefault, type Touch } from './plan';
import type { PrometheusSource } from './sources/prometheus';
import type { Store } from './store';

const underWayPhases: Phase[] = ['acting', 'verifying', 'undoing'];
const hour = 3_600_000;
const day = 24 * hour;
/** A storm that long ago, in milliseconds, leaves no trace. */
export const stormy = 2 * hour;

export interface FactsOptions {
  store: Store;
  source?: Pick<PrometheusSource, 'measure'>;
  policy(): Promise<Policy>;
  brake(): Promise<Brake>;
  protectedTargets: string[];
  /** How long an effect is watched, in milliseconds. */
  watchedMs: number;
  /** Why what is measured cannot be trusted just now, in words. */
  blind?(): Promise<string | undefined>;
  /** Why people asked for quiet about it, in words. */
  silenced?(incident: Incident): Promise<string | undefined>;
  /** Objectives as they stand. */
  budgets?(): Promise<Slo[]>;
  now(): Date;
}

/** Reads what guardrails judge by: about this incident's services, or about none. */
export async function readFacts(options: FactsOptions, incident?: Incident): Promise<Facts> {
  const { store, now } = options;
  const since = new Date(now().getTime() - day);
  // Before the actions themselves: one that begins in between is seen, and is still one more than was counted.
  const begun = await store.begunSince(since);
  const stormySince = new Date(now().getTime() - stormy);
  const [{ holds }, policy, recent, underWay, health, healthChanges, opened, changes] = await Promise.all([
    options.brake(),
    options.policy(),
    store.pastActions(since),
    store.incidents({ phase: underWayPhases, open: true, limit: 1000 }),
    store.health(),
    store.healthChangesSince(stormySince),
    store.openedSince(stormySince),
    incident ? store.changes({ services: touchedServices(incident), since }) : [],
  ]);
  const [earned, problems, replicas, quiet, blind, silenced, budgets] = await Promise.all([
    incident && policy.rules.some(rule => rule.earned) ? earnedBy(options, suspectedIn(incident)) : [],
    store.problems({ open: true }),
    replicasOf(options.source, incident),
    incident ? store.quiet(incident.alerts.map(({ key }) => key)) : false,
    options.blind?.(),
    incident && options.silenced?.(incident),
    options.budgets?.(),
  ]);
  const services = countOf(health);
  return {
    now: now().toISOString(),
    policy,
    brake: holds,
    begun,
    recent,
    underWay: underWay.items.flatMap(one =>
      'attempt' in one ? [{ incidentId: one.id, target: one.attempt.step.target }] : [],
    ),
    replicas,
    ...(quiet && { quiet }),
    ...(blind !== undefined && { blind }),
    ...(silenced !== undefined && { silenced }),
    services,
    censuses: censusesOf(services, healthChanges),
    opened,
    touched: changes.flatMap(touchOf),
    watchedMs: options.watchedMs,
    earned,
    problems,
    ...(budgets && { budgets }),
    protectedTargets: [...protectedByDefault, ...options.protectedTargets],
  };
}

/** What each remedy of the causes that these services have had has earned. */
async function earnedBy({ store, watchedMs, now }: FactsOptions, services: string[]): Promise<Earned[]> {
  const [trials, untouched] = await Promise.all([store.trials(services), store.untouched(services)]);
  return earnedIn({ trials, untouched }, watchedMs, now());
}

/** The same, from what is known already. */
export function earnedIn(known: Parameters<typeof earned>[1], watchedMs: number, now: Date): Earned[] {
  const remedies = new Map(
    known.trials.map(trial => [JSON.stringify([trial.failureMode, trial.action, trial.service]), trial]),
  );
  return [...remedies.values()].map(({ failureMode, action, service }) =>
    earned({ failureMode, action, service }, known, watchedMs, now.toISOString()),
  );
}

export const suspectedIn = ({ services, diagnosis }: Incident) => [
  ...new Set([...services, ...(diagnosis?.hypotheses.map(({ service }) => service) ?? [])]),
];

function countOf(health: ServiceHealth[]): Facts['services'] {
  const known = health.filter(({ state }) => state !== 'unknown');
  return { known: known.length, unhealthy: known.filter(({ state }) => state === 'critical').length };
}

/** How the count came about, read backwards from what it is now. `changes`: the newest first. */
export function censusesOf(now: Facts['services'], changes: Pick<HealthChange, 'at' | 'from' | 'to'>[]): Census[] {
  let { unhealthy, known } = now;
  const censuses = changes.map(({ at, from, to }) => {
    const census = { at, unhealthy, known };
    unhealthy += Number(from === 'critical') - Number(to === 'critical');
    known += Number(from !== 'unknown') - Number(to !== 'unknown');
    return census;
  });
  return censuses.reverse();
}

/** Only who is named as a user is known to be a person: a pipeline goes by a name of its own. */
export const touchOf = ({ service, at, by, summary }: Change): Touch[] =>
  by?.startsWith('user:') ? [{ service, at, by, says: summary }] : [];

/** Where a change of its own may matter: everything that a remedy would change. */
function touchedServices({ services, diagnosis, ...incident }: Incident): string[] {
  const steps: Step[] = diagnosis?.hypotheses.flatMap(({ remedies }) => remedies) ?? [];
  const planned = 'plan' in incident ? [incident.plan.step] : [];
  return [...new Set([...services, ...[...steps, ...planned].map(changedBy)])];
}

async function replicasOf(source: FactsOptions['source'], incident?: Incident): Promise<Facts['replicas']> {
  if (!source || !incident) return {};
  const questions = suspectedIn(incident).flatMap((service): Question[] => [
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
