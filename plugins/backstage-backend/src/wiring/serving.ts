import type { Incident, ServiceHealth } from '@autocura/common';
import type { HttpRouterService } from '@backstage/backend-plugin-api';
import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import Router from 'express-promise-router';
import { version } from '../../package.json';
import { takeTests } from '../alertTests';
import { readAutonomy } from '../autonomy';
import type { budgeting } from '../budgets';
import { forecaster } from '../capacity';
import { readCard } from '../card';
import { sickObject } from '../correlate';
import type { Dependencies } from '../dependencies';
import { readFacts } from '../facts';
import { fresh } from '../health/fresh';
import { limiting, sharedReads, withRequestId } from '../gateway';
import type { Lookers } from '../live';
import { ingestRouter } from '../ingest/router';
import { onCard } from '../predict';
import { readinessRouter } from '../readiness';
import { registerReadingActions } from '../readingActions';
import { policyInForce } from '../policyInForce';
import { askedSources } from '../reconcile';
import { replayApi } from '../replay';
import { createRouter } from '../router';
import { mappingOf, wordOf } from '../sources/catalog/told';
import type { Scope } from '../store/scope';
import { healerMetrics, metricsRouter } from '../telemetry';
import { staleAfter } from '../watcher';
import { Explainer, modelTimeoutMs } from '../wording';
import type { Thresholds } from '../thresholds';
import { type Entered, takesBearers } from './entering';
import type { Foundation } from './foundation';
import type { Healing } from './healing';
import type { Seen } from './seeing';
import type { Telling } from './telling';

const weekMs = 7 * 24 * 3_600_000;
/** More alerts than this waiting to be brought together, and senders are asked to come again. */
const mostPending = 50_000;

export interface ServingOptions extends Foundation {
  httpRouter: HttpRouterService;
  actions: ActionsRegistryService;
  entered: Entered;
  seen: Seen;
  healed: Healing;
  told: Telling;
  budgets: Pick<ReturnType<typeof budgeting>, 'read' | 'leastOf'>;
  thresholds: Thresholds;
  lookers: Lookers;
  /** Whether this process is about to end. */
  dependencies: Dependencies;
  leaving(): boolean;
}

/** Everything that answers. */
export function serving({ settings, store, logger, now, httpRouter, actions, entered, ...rest }: ServingOptions): void {
  const { seen, healed, told, budgets, thresholds, redis, targets, dependencies, lookers, leaving } = rest;
  const { access, ...identity } = entered;
  const { durations, grafana } = settings;
  const believed = (one: ServiceHealth) => fresh(one, now(), staleAfter * durations.health);
  const health = async (scope?: Scope) => (await store.health(scope)).map(believed);
  const sources = () => askedSources(store);
  const explainer = new Explainer(
    logger,
    settings.wording,
    settings.wording && { target: targets.of({ name: 'Language model', kind: 'wording', timeoutMs: modelTimeoutMs }) },
  );
  const explain = (incident: Incident, language: string) => explainer.explain(incident, language);
  // Browsers reach Grafana by the address that it signs its tokens with.
  const grafanaUrl = grafana?.identity?.issuer ?? grafana?.url;
  const recurrences = (service: string, scope: Scope) =>
    store.recurrences(service, new Date(now().getTime() - weekMs), scope);
  const cards = {
    ...{ store, fresh: believed, errorBudget: budgets.leastOf, recurrences },
    catalog: async (service: string) => wordOf(await seen.catalog(), service, grafanaUrl),
    prediction: async (service: string) => onCard((await store.predictions({ service, open: true, limit: 50 })).items),
    ...(grafanaUrl !== undefined && { grafana: (id: string) => incidentInGrafana(grafanaUrl, id) }),
  };
  const card: Parameters<typeof createRouter>[0]['card'] = (service, reader) => readCard(cards, service, reader);
  registerReadingActions(actions, { store, access, explain, card, looked: identity.looked });

  const limit = limiting({ limits: settings.limits, count: redis.count, now });
  const router = Router();
  router.use(withRequestId);
  // A sender that comes again before its connection is idle would keep it, and us, for as long as it likes.
  router.use((_request, response, next) => {
    if (leaving()) response.setHeader('connection', 'close');
    next();
  });
  router.use(
    '/v1/alerts',
    ingestRouter({
      receive: async (alerts, actor) => {
        const { others, tests } = await takeTests(store, alerts, actor);
        const received = await store.receive(others, actor);
        if (received.fired + received.resolved > 0) healed.wake();
        return { ...received, unchanged: received.unchanged + tests };
      },
      authorise: async request => {
        const { actor, scope, tenant } = await access.allow(request, 'autocura.alert.send');
        // What nobody claims is better heard of twice than never.
        return {
          actor,
          ...(tenant !== undefined && {
            theirs: alert => !scope.denied.includes(sickObject(alert.labels)?.name ?? ''),
          }),
        };
      },
      limit: (actor, sender) => limit('deliveries', actor, sender),
      pressure: () => store.waiting() > mostPending,
      logger,
      ...(grafana?.webhookSecret && { grafanaSecret: grafana.webhookSecret }),
    }),
  );
  const counted = { open: () => store.openCounts(), waiting: () => store.waiting() };
  const metrics = healerMetrics({ ...counted, brake: healed.brake.read, sources, health, now });
  router.use(metricsRouter(metrics, access));
  router.use(readinessRouter({ ping: () => store.ping(), dependencies: () => dependencies.here(), leaving }));
  if (told.slack) router.use(told.slack);
  router.use(
    createRouter({
      ...{
        store,
        access,
        ...identity,
        lookers,
        limit,
        version,
        now,
        explain,
        card,
        recurrences,
        health,
        sources,
        thresholds,
      },
      forecasts: forecaster({ source: seen.source, now }),
      reads: sharedReads({ position: () => store.position(), cached: redis.cached, now }),
      ...{ wake: healed.wake, planning: healed.planning, preview: healed.preview, brake: healed.brake },
      ...{ topology: seen.topology, notices: told.notices, silences: healed.silences, slos: budgets.read },
      facts: incident => readFacts(healed.facts, incident),
      autonomy: service => readAutonomy(healed.facts, service),
      policy: scope => policyInForce({ policy: healed.facts.policy, file: settings.policy, now }, scope),
      catalog: async () => mappingOf(await seen.catalog()),
      dependencies: () => dependencies.read(),
      approvalMs: durations.approval,
      replay: replayApi({ store, knowledge: healed.knowledge, settings, policy: healed.facts.policy }),
    }),
  );
  httpRouter.use(router);
  httpRouter.addAuthPolicy({ path: '/readyz', allow: 'unauthenticated' });
  // Slack and Grafana sign what they send; the routes themselves check the signature.
  if (told.slack) httpRouter.addAuthPolicy({ path: '/v1/slack/actions', allow: 'unauthenticated' });
  if (grafana?.webhookSecret) httpRouter.addAuthPolicy({ path: '/v1/alerts/grafana', allow: 'unauthenticated' });
  // Backstage would refuse tokens that it does not know before any route, each of which asks who comes, is asked.
  if (takesBearers(settings.identity))
    for (const path of ['/v1', '/metrics']) httpRouter.addAuthPolicy({ path, allow: 'unauthenticated' });
}

const incidentInGrafana = (root: string, id: string) =>
  `${root.replace(/\/$/, '')}/a/autocura-healing-app/incidents/${encodeURIComponent(id)}`;
