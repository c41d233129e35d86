import {
  createHealthRouter,
  DefaultRootHttpRouter,
  MiddlewareFactory,
  readHttpServerOptions,
} from '@backstage/backend-defaults/rootHttpRouter';
import { coreServices, createServiceFactory } from '@backstage/backend-plugin-api';
import { readDurationFromConfig } from '@backstage/config';
import { durationToMilliseconds } from '@backstage/types';
import express from 'express';
import { once } from 'node:events';
import type { Server } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { plainServer, secureServer, whileStarting } from '../src/listener';
import { readSettings } from '../src/settings';

/** Where the plugins of this backend call each other, without TLS. */
const loopback = ['127.0.0.1', '::1', 'localhost'];
const delay = 'backend.lifecycle.serverShutdownDelay';

/** Backstage's own, over a listener that exchanges its certificate and lets nobody be slow. */
export const rootHttpRouter = createServiceFactory({
  service: coreServices.rootHttpRouter,
  deps: {
    config: coreServices.rootConfig,
    rootLogger: coreServices.rootLogger,
    lifecycle: coreServices.rootLifecycle,
    health: coreServices.rootHealth,
  },
  async factory({ config, rootLogger, lifecycle, health }) {
    const logger = rootLogger.child({ service: 'rootHttpRouter' });
    const app = express();
    const trustProxy = config.getOptional('backend.trustProxy');
    if (trustProxy !== undefined) app.set('trust proxy', trustProxy);
    const router = DefaultRootHttpRouter.create();
    const middleware = MiddlewareFactory.create({ config, logger });
    app.use(middleware.helmet(), middleware.cors(), middleware.compression());
    app.use(middleware.logging(), middleware.rateLimit());
    app.use(createHealthRouter({ config, health }), router.handler());
    app.use('/api', whileStarting(lifecycle));
    app.use(middleware.notFound(), middleware.error());

    const settings = readSettings(config).listener;
    const { tls } = settings;
    const here = readHttpServerOptions(config.getOptionalConfig('backend')).listen;
    if (tls && !loopback.includes(here.host))
      throw new Error('Configuration backend.listen: must be loopback beside TLS, or all could be had without it');
    const plain = plainServer(settings, app);
    const servers = [plain, ...(tls ? [await secureServer({ settings, tls, answer: app, logger })] : [])];
    for (const server of servers) {
      const { host, port } = server === plain || !tls ? here : tls;
      server.listen(port, host);
      await once(server, 'listening');
      logger.info(`Listening on ${host}:${port}`);
    }

    if (config.has(delay)) {
      const ms = durationToMilliseconds(readDurationFromConfig(config, { key: delay }));
      lifecycle.addBeforeShutdownHook(() => pause(ms));
    }
    lifecycle.addShutdownHook(async () => {
      await Promise.all(servers.map(ended));
    });
    return router;
  },
});

async function ended(server: Server): Promise<void> {
  server.close();
  server.closeIdleConnections();
  await once(server, 'close');
}
