import { coreServices, createBackendPlugin } from '@backstage/backend-plugin-api';
import { actionsRegistryServiceRef } from '@backstage/backend-plugin-api/alpha';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { signalsServiceRef } from '@backstage/plugin-signals-node';
import { Checkpoints } from './audit';
import { budgeting } from './budgets';
import { requestLogger } from './gateway';
import { Dependencies } from './dependencies';
import { lookAgain, Lookers } from './live';
import { guard, reachOf, Targets } from './outbound';
import { noRedis, openRedis } from './redis';
import { RecordKeeper } from './retention';
import { readSettings } from './settings';
import { logShipperOf, shippedLogger } from './telemetry';
import { entering } from './wiring/entering';
import { openStore } from './wiring/foundation';
import { healing } from './wiring/healing';
import { type Part, partsOf } from './wiring/part';
import { seeing } from './wiring/seeing';
import { serving } from './wiring/serving';
import { telling } from './wiring/telling';
import { thresholding } from './thresholds';
import { watching } from './wiring/watching';

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
        signals: signalsServiceRef,
      },
      async init({ config, database, lifecycle, auth, catalog, ...host }) {
        const settings = readSettings(config);
        const outside = guard({ allowed: reachOf(settings, settings.outbound?.allowed) });
        const targets = new Targets(outside.fetch);
        const shipper = logShipperOf(settings.telemetry, targets);
        const logger = requestLogger(shipper ? shippedLogger(host.logger, shipper) : host.logger);
        const { store, time } = await openStore(database, settings, { outside, targets, logger });
        const { now } = time;
        const redis = settings.redis ? openRedis(settings.redis) : noRedis;
        const foundation = { settings, store, logger, now, catalog, auth, redis, outside, targets };

        const seen = seeing(foundation);
        const budgets = budgeting({
          ...{ store, logger, now, file: settings.objectives, client: seen.client, source: seen.source },
          wake: () => healed.wake(),
        });
        const { keeper, thresholds } = thresholding({
          ...{ store, logger, now, file: settings.thresholds, client: seen.patient },
          wake: () => healed.wake(),
        });
        const healed = await healing({ ...foundation, seen, budgets: budgets.read });
        const appUrl = config.getOptionalString('app.baseUrl') ?? '';
        const told = telling({ ...foundation, discovery: host.discovery, appUrl, seen, healed });
        const watched = watching({ ...foundation, seen, healed, budgets: budgets.keeper, thresholds: keeper });
        const dependencies = new Dependencies({ store, targets, redis, roles: settings.roles, logger, now });
        const lookers = new Lookers(now);
        let leaving = false;
        if (settings.roles.includes('api')) {
          const entered = entering({ ...host, ...foundation, seen });
          serving({
            ...{ ...host, ...foundation, entered, seen, healed, told, budgets, thresholds, dependencies, lookers },
            leaving: () => leaving,
          });
        }

        const { audit } = settings;
        const recordKeeper = new RecordKeeper({ store, keepMonths: settings.database.keepMonths, logger, now });
        const parts: Part[] = [
          time,
          redis,
          ...partsOf('healer', recordKeeper),
          dependencies,
          lookAgain({ store, lookers, signals: host.signals, logger }),
          ...(audit ? [new Checkpoints({ store, logger, now, key: audit.key, file: audit.checkpoints })] : []),
          ...[...healed.parts, ...told.parts, ...watched],
        ];
        lifecycle.addStartupHook(() => {
          shipper?.start();
          const here = parts.filter(({ role }) => role === undefined || settings.roles.includes(role));
          here.forEach(part => part.start());
        });
        lifecycle.addShutdownHook(async () => {
          leaving = true;
          await Promise.all(parts.map(part => part.stop()));
          await shipper?.stop();
        });
      },
    });
  },
});
