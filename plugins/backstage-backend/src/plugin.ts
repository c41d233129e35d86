import type { Incident, ServiceHealth } from '@autocura/common';
import {
  type AuthService,
  coreServices,
  createBackendPlugin,
  type DiscoveryService,
  resolvePackagePath,
  type DatabaseService,
  type PermissionsRegistryService,
} from '@backstage/backend-plugin-api';
import { actionsRegistryServiceRef } from '@backstage/backend-plugin-api/alpha';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { NotAllowedError } from '@backstage/errors';
import { isResourcePermission } from '@backstage/plugin-permission-common';
import Router from 'express-promise-router';
import { createHash } from 'node:crypto';
import { version } from '../package.json';
import { backstageAccess } from './access/access';
import { catalogUser, claimsOf } from './access/catalogUser';
import type { GrafanaPeople } from './access/grafanaPeople';
import { grafanaTokens } from './access/grafanaToken';
import { permissions } from './access/permissions';
import { refusalRecord } from './access/refusals';
import { roleInFile } from './access/roleFile';
import { scopeElsewhere } from './access/scopeElsewhere';
import { serviceResource, serviceRules } from './access/serviceResource';
import { takeTests } from './alertTests';
import { type Acting, acting, readPolicy, runnersElsewhere, supervisorRunner, webhookRunner } from './act';
import { Checkpoints } from './audit';
import { readAutonomy } from './autonomy';
import { budgeting } from './budgets';
import { changeIncident } from './changeIncident';
import { approve } from './decisions';
import { readFacts } from './facts';
import { fresh } from './health/fresh';
import { Healer } from './healer';
import { ingestRouter } from './ingest/router';
import type { Knowledge } from './loop';
import { moveBrake, readBrake } from './brake';
import { readCard } from './card';
import { notifying } from './notify';
import { changedBy, protectedByDefault } from './plan';
import { onCard, Predictor } from './predict';
import { present } from './present';
import { createRouter } from './router';
import {
  alertmanagerSource,
  alertRecord,
  type AlertSource,
  askedSources,
  grafanaSource,
  Reconciler,
  silencedReader,
} from './reconcile';
import { registerReadingActions } from './readingActions';
import { healerActor } from './realWorld';
import { replayApi } from './replay';
import { readSettings, type Settings } from './settings';
import { catalogSource, type CatalogSource, serviceEntities } from './sources/catalog/catalogSource';
import { declaredEdges, doubtOf, mappingOf, wordOf } from './sources/catalog/told';
import { logSourceOf, sourceOf } from './sources/logs';
import { PrometheusClient, PrometheusSource, watchedSight } from './sources/prometheus';
import { topologySource } from './sources/topologySource';
import { silencing } from './silence';
import { Store } from './store';
import { coversStep, type Scope } from './store/scope';
import { healerMetrics, logShipperOf, metricsRouter, shippedLogger } from './telemetry';
import { staleAfter, Watcher } from './watcher';
import { Explainer } from './wording';

/** More alerts than this waiting to be brought together, and senders are asked to come again. */
const mostPending = 50_000;

export const autocuraPlugin = createBackendPlugin({
  pluginId: 'autocura',
  register(env) {
    env.registerInit({
      deps: {
        actions: actionsRegistryServiceRef,
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        config: coreServices.rootConfig,
        discovery: coreServices.discovery,
        database: coreServices.database,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        lifecycle: coreServices.lifecycle,
        logger: coreServices.logger,
        permissionsApi: coreServices.permissions,
        permissionsRegistry: coreServices.permissionsRegistry,
      },
      async init({ auth, catalog, config, database, httpAuth, httpRouter, lifecycle, ...rest }) {
        const settings = readSettings(config);
        const shipper = logShipperOf(settings.telemetry);
        const logger = shipper ? shippedLogger(rest.logger, shipper) : rest.logger;
        const now = () => new Date();
        const store = await openStore(database);
        const source = prometheusOf(settings);
        const effects = await actingOf(settings);
        const planning = { actions: effects.actions, hash: sha256 };
        const knowledge: Knowledge = { ...settings, planning };
        const prometheusClient = settings.prometheus && new PrometheusClient(settings.prometheus);
        const senders = sendersOf(settings);
        const { on: configured, file } = settings.brake;
        const brake = { store, configured, ...(file !== undefined && { file }) };
        const budgets = budgeting({
          ...{ store, file: settings.objectives, client: prometheusClient, source, logger, now },
          wake: () => wake(),
        });
        const { silences, keeper } = silencing({ ...settings, store, logger, now });
        const mutedBy = silencedReader({ sources: senders, now, warn: message => logger.warn(message) });
        const explainer = new Explainer(logger, settings.wording);
        const sight = prometheusClient && watchedSight(prometheusClient, now);
        const entities = settings.catalog ? () => serviceEntities(catalog, auth) : async () => [];
        const catalogOf = catalogSource({ entities, now });
        const facts = {
          store,
          now,
          ...(source && { source }),
          policy: async () =>
            settings.policy ? readPolicy(settings.policy, message => logger.warn(message)) : { rules: [] },
          blind: async () => (await sight?.()) ?? doubtOf(await catalogOf()),
          brake: () => readBrake(brake),
          protectedTargets: settings.protectedTargets,
          watchedMs: settings.durations.verify,
          budgets: budgets.read,
          silenced: async (incident: Incident) => (await silences.reasonFor(incident)) ?? mutedBy(incident),
        };
        const topology = topologySource({
          parts: [
            { name: 'catalog', edges: async () => declaredEdges(await catalogOf()) },
            ...(source ? [{ name: 'traffic', edges: () => source.edges() }] : []),
          ],
          freshMs: Math.min(30_000, settings.durations.health),
          now,
        });
        const healer = new Healer({
          store,
          acting: effects,
          topology,
          facts,
          now,
          knowledge,
          logger,
          sweepMs: 1000,
          ...(source && { source: sourceOf(source, settings.logs && logSourceOf(settings.logs)) }),
        });
        /** Credentials that change things belong to the healer's role: elsewhere its sweep finds the work. */
        const wake = () => settings.roles.includes('healer') && healer.wake();
        const { prometheus, durations } = settings;
        const reconciler =
          (prometheus || senders.length > 0) &&
          new Reconciler({
            ...{ store, sources: senders, topology, durations, logger, now, wake, actor: healerActor },
            ...(prometheus && prometheusClient && { record: alertRecord(prometheusClient, prometheus.url) }),
          });
        const ownersOnly = settings.grafana?.identity?.ownersOnly ?? [];
        const elsewhere = {
          catalog: catalogOf,
          claims: (ref: string) => claimsOf(catalog, auth, ref),
          ownersOnly,
          now,
        };
        const telling = notifying({
          ...{ store, logger, now, ...settings.notify, silenced: facts.silenced },
          incidentUrl:
            settings.notify.incidentUrl ?? `${config.getOptionalString('app.baseUrl') ?? ''}/autocura/incidents/{id}`,
          host: { now, notifications: () => notificationsOf(rest.discovery, auth) },
          entityOf: async service => (await catalogOf()).services.get(service)?.[0].entity,
          approve: async (id, digest, actor) => {
            const scope = await scopeElsewhere(elsewhere, actor, 'autocura.action.approve');
            return changeIncident({ store, wake }, id, actor, incident => {
              if ('plan' in incident && !coversStep(scope, incident.plan.step))
                throw new NotAllowedError(`That is not granted to you for ${changedBy(incident.plan.step)}`);
              return approve(incident, digest, actor, now());
            });
          },
        });
        let leaving = false;
        const predictor =
          source &&
          settings.prediction.on &&
          new Predictor({
            ...{ store, source, wake, logger, now },
            ...{ horizonMs: durations.horizon, limits: present(settings.prediction.limits) },
          });
        const watcher = source && new Watcher({ store, source, everyMs: settings.durations.health, logger, now });

        if (settings.roles.includes('api')) {
          registerRights(rest.permissionsRegistry, catalogOf);
          const access = backstageAccess(
            httpAuth,
            rest.permissionsApi,
            {
              ...grafanaIdentity(settings),
              catalogUser: email => catalogUser(catalog, auth, email),
              refused: refusalRecord({ store, now, warn: message => logger.warn(message) }),
            },
            {
              catalog: catalogOf,
              rules: rest.permissionsRegistry.getPermissionRuleset(serviceResource),
              ...{ ownersOnly, now },
            },
          );
          const router = Router();
          // A sender that comes again before its connection is idle would keep it, and us, for as long as it likes.
          router.use((_request, response, next) => {
            if (leaving) response.setHeader('connection', 'close');
            next();
          });
          router.use(
            '/v1/alerts',
            ingestRouter({
              receive: async (alerts, actor) => {
                const { others, tests } = await takeTests(store, alerts, actor);
                const received = await store.receive(others, actor);
                if (received.fired + received.resolved > 0) wake();
                return { ...received, unchanged: received.unchanged + tests };
              },
              authorise: async request => (await access.allow(request, 'autocura.alert.send')).actor,
              pressure: () => store.waiting() > mostPending,
              logger,
              ...(settings.grafana?.webhookSecret && { grafanaSecret: settings.grafana.webhookSecret }),
            }),
          );
          const believed = (one: ServiceHealth) => fresh(one, now(), staleAfter * settings.durations.health);
          const health = async (scope?: Scope) => (await store.health(scope)).map(believed);
          const grafana = settings.grafana?.identity?.issuer ?? settings.grafana?.url;
          const cards = {
            ...{ store, fresh: believed },
            catalog: async (service: string) => wordOf(await catalogOf(), service, grafana),
            prediction: async (service: string) =>
              onCard((await store.predictions({ service, open: true, limit: 50 })).items),
            errorBudget: budgets.leastOf,
            // Browsers reach Grafana by the address that it signs its tokens with.
            ...(grafana !== undefined && { grafana: (id: string) => incidentInGrafana(grafana, id) }),
          };
          const metrics = healerMetrics({
            open: () => store.openCounts(),
            waiting: () => store.waiting(),
            brake: () => readBrake(brake),
            sources: () => askedSources(store),
            health,
            now,
          });
          const explain = (incident: Incident, language: string) => explainer.explain(incident, language);
          registerReadingActions(rest.actions, {
            ...{ store, access, explain },
            card: (service, reader) => readCard(cards, service, reader),
          });
          router.use(metricsRouter(metrics, access));
          if (telling.slack) router.use(telling.slack);
          router.use(
            createRouter({
              store,
              access,
              version,
              planning,
              preview: effects.preview,
              wake,
              now,
              facts: incident => readFacts(facts, incident),
              autonomy: service => readAutonomy(facts, service),
              catalog: async () => mappingOf(await catalogOf()),
              card: (service, reader) => readCard(cards, service, reader),
              approvalMs: settings.durations.approval,
              sources: () => askedSources(store),
              topology,
              explain,
              replay: replayApi({ store, knowledge, settings, policy: facts.policy }),
              brake: {
                read: () => readBrake(brake),
                move: (to, reason, actor) => moveBrake(brake, to, reason, actor),
              },
              health,
              notices: telling.notices,
              silences,
              slos: budgets.read,
            }),
          );
          httpRouter.use(router);
          // Slack and Grafana sign what they send; the routes themselves check the signature.
          if (telling.slack) httpRouter.addAuthPolicy({ path: '/v1/slack/actions', allow: 'unauthenticated' });
          if (settings.grafana?.webhookSecret)
            httpRouter.addAuthPolicy({ path: '/v1/alerts/grafana', allow: 'unauthenticated' });
        }

        const { audit } = settings;
        const checkpoints =
          audit && new Checkpoints({ ...{ store, logger, now }, key: audit.key, file: audit.checkpoints });

        lifecycle.addStartupHook(() => {
          shipper?.start();
          checkpoints?.start();
          if (settings.roles.includes('healer')) {
            healer.start();
            telling.pager.start();
            keeper.start();
            if (reconciler) reconciler.start();
          }
          if (settings.roles.includes('watcher')) {
            watcher?.start();
            if (predictor) predictor.start();
            budgets.keeper?.start();
          }
        });
        lifecycle.addShutdownHook(async () => {
          leaving = true;
          await Promise.all([
            ...[healer.stop(), watcher?.stop()],
            ...[reconciler && reconciler.stop(), checkpoints?.stop(), predictor && predictor.stop()],
            ...[telling.pager.stop(), budgets.keeper?.stop(), keeper.stop()],
          ]);
          await shipper?.stop();
        });
      },
    });
  },
});

/** Tells Backstage what one can be allowed to do, and on which conditions. */
function registerRights(registry: PermissionsRegistryService, catalog: CatalogSource) {
  const all = Object.values(permissions);
  registry.addPermissions(all.filter(one => !isResourcePermission(one)));
  registry.addResourceType({
    resourceRef: serviceResource,
    permissions: all.filter(one => isResourcePermission(one)),
    rules: Object.values(serviceRules),
    getResources: async names => {
      const { services } = await catalog();
      return names.map(service => ({ service, entities: services.get(service) ?? [] }));
    },
  });
}

async function openStore(database: DatabaseService): Promise<Store> {
  const migrations = resolvePackagePath('@autocura/backstage-plugin-backend', 'migrations');
  const knex = await database.getClient();
  return Store.create(knex, { migrations: database.migrations?.skip ? false : migrations });
}

async function notificationsOf(discovery: DiscoveryService, auth: AuthService) {
  const onBehalfOf = await auth.getOwnServiceCredentials();
  const { token } = await auth.getPluginRequestToken({ onBehalfOf, targetPluginId: 'notifications' });
  return { url: await discovery.getBaseUrl('notifications'), token };
}

function grafanaIdentity({ grafana }: Settings): Pick<GrafanaPeople, 'verify' | 'roleInFile'> {
  const { roles, ownersOnly: _, ...tokens } = grafana?.identity ?? {};
  return {
    ...('issuer' in tokens && { verify: grafanaTokens(tokens) }),
    roleInFile: async user => (roles === undefined ? undefined : roleInFile(roles, user)),
  };
}

const incidentInGrafana = (root: string, id: string) =>
  `${root.replace(/\/$/, '')}/a/autocura-healing-app/incidents/${encodeURIComponent(id)}`;

function prometheusOf({ prometheus, durations }: Settings): PrometheusSource | undefined {
  if (!prometheus) return undefined;
  const { url, windows, database } = prometheus;
  // What exporters there are is looked at as often as health, so that a system that just started is seen soon.
  const presenceMs = Math.min(30_000, durations.health);
  return new PrometheusSource({ url, windows, database: { service: database }, presenceMs });
}

function sendersOf({ alertmanagers, grafana }: Settings): AlertSource[] {
  const { url, token } = grafana ?? {};
  return [...alertmanagers.map(alertmanagerSource), ...(url ? [grafanaSource({ url, token })] : [])];
}

async function actingOf({ runners, protectedTargets }: Settings): Promise<Acting> {
  const { supervisor, webhook, kubernetes } = runners;
  // Its client is large, and nobody else needs it.
  const { kubernetesRunners } = kubernetes ? await import('./act/kubernetes') : {};
  return acting({
    runners: {
      ...(supervisor && { default: supervisorRunner(supervisor) }),
      byAction: {
        ...(webhook && { webhook: webhookRunner({ ...webhook, allowed: webhook.allowed.map(present) }) }),
        ...(await runnersElsewhere(runners)),
        ...(kubernetes && kubernetesRunners?.(kubernetes, [...protectedByDefault, ...protectedTargets])),
      },
    },
  });
}

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
