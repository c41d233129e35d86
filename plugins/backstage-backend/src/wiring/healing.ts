import type { Incident } from '@autocura/common';
import { createHash } from 'node:crypto';
import {
  type Acting,
  acting,
  actorDoor,
  boundedRunner,
  policyReader,
  type Runner,
  runnersElsewhere,
  supervisorRunner,
  webhookRunner,
} from '../act';
import { moveBrake, readBrake } from '../brake';
import type { FactsOptions } from '../facts';
import { Healer } from '../healer';
import type { Knowledge } from '../loop';
import { alertmanagerDoor, grafanaDoor, type Targets } from '../outbound';
import { protectedByDefault } from '../plan';
import { present } from '../present';
import { healerActor } from '../realWorld';
import {
  alertmanagerSource,
  alertRecord,
  type AlertSource,
  grafanaSource,
  Reconciler,
  silencedReader,
} from '../reconcile';
import type { Settings } from '../settings';
import { grafanaTimings, silencing } from '../silence';
import type { Foundation } from './foundation';
import { partsOf } from './part';
import { prometheusDoor, type Seen } from './seeing';

type Moved = Parameters<typeof moveBrake> extends [unknown, ...infer Rest] ? Rest : never;

export interface HealingOptions extends Foundation {
  seen: Seen;
  /** Objectives as they stand. */
  budgets: NonNullable<FactsOptions['budgets']>;
}

export type Healing = Awaited<ReturnType<typeof healing>>;

/** The loop, what it judges by and what it acts through. */
export async function healing({ settings, store, logger, now, redis, targets, seen, budgets }: HealingOptions) {
  const { prometheus, durations } = settings;
  const effects = await actingOf(settings, targets);
  const planning = { actions: effects.actions, hash: sha256 };
  const knowledge: Knowledge = { ...settings, planning };
  const { on: configured, file } = settings.brake;
  const brake = { store, configured, ...(file !== undefined && { file }) };
  const warn = (message: string) => logger.warn(message);
  const senders = sendersOf(settings, targets);
  const { silences, keeper } = silencing({ ...settings, store, targets, logger, now });
  const mutedBy = silencedReader({ sources: senders, now, warn });
  const { url, token } = settings.grafana ?? {};
  const timings = url && token ? grafanaTimings({ url, token, target: targets.of(grafanaDoor), warn, now }) : undefined;
  const silenced = async (incident: Incident) =>
    (await silences.reasonFor(incident)) ?? (await mutedBy(incident)) ?? timings?.(incident);
  const facts = {
    ...{ store, now, blind: seen.blind, budgets, silenced },
    ...(seen.source && { source: seen.source }),
    policy: settings.policy ? policyReader(settings.policy, warn) : async () => ({ rules: [] }),
    brake: () => readBrake(brake),
    protectedTargets: settings.protectedTargets,
    watchedMs: durations.verify,
  };
  const healer = new Healer({
    ...{ store, acting: effects, topology: seen.topology, facts, now, knowledge, logger, sweepMs: 1000 },
    ...(seen.evidence && { source: seen.evidence }),
  });
  const heals = settings.roles.includes('healer');
  if (heals) redis.onRing(() => healer.wake());
  /** Credentials that change things belong to the healer's role: elsewhere it is called, or its sweep finds the work. */
  const wake = () => (heals ? healer.wake() : redis.ring());
  const reconciler =
    (prometheus || senders.length > 0) &&
    new Reconciler({
      ...{ store, sources: senders, topology: seen.topology, durations, logger, now, wake, actor: healerActor },
      ...(prometheus &&
        seen.client && {
          record: alertRecord(seen.client, { url: prometheus.url, target: prometheusDoor(targets) }),
        }),
    });
  return {
    ...{ planning, knowledge, facts, silences, silenced, wake, preview: effects.preview },
    brake: {
      read: () => readBrake(brake),
      move: (...moved: Moved) => moveBrake(brake, ...moved),
    },
    parts: partsOf('healer', healer, keeper, reconciler),
  };
}

function sendersOf({ alertmanagers, grafana }: Settings, targets: Targets): AlertSource[] {
  const { url, token } = grafana ?? {};
  return [
    ...alertmanagers.map(one => alertmanagerSource({ ...one, target: targets.of(alertmanagerDoor(one.url)) })),
    ...(url ? [grafanaSource({ url, token, target: targets.of(grafanaDoor) })] : []),
  ];
}

async function actingOf({ runners, protectedTargets }: Settings, targets: Targets): Promise<Acting> {
  const { supervisor, webhook, kubernetes } = runners;
  // Its client is large, and nobody else needs it.
  const { kubernetesRunners } = kubernetes ? await import('../act/kubernetes') : {};
  const bounded = (name: string, runner: Runner) => boundedRunner(runner, targets.of(actorDoor(name)));
  const all = (name: string, some: Record<string, Runner> = {}) =>
    Object.fromEntries(Object.entries(some).map(([id, runner]) => [id, bounded(name, runner)]));
  return acting({
    runners: {
      ...(supervisor && { default: bounded('Supervisor', supervisorRunner(supervisor)) }),
      byAction: {
        ...(webhook && {
          webhook: bounded('Webhook', webhookRunner({ ...webhook, allowed: webhook.allowed.map(present) })),
        }),
        ...(await runnersElsewhere(runners, bounded)),
        ...(kubernetes &&
          all('Kubernetes', kubernetesRunners?.(kubernetes, [...protectedByDefault, ...protectedTargets]))),
      },
    },
  });
}

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
