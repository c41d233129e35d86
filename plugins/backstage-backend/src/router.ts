import { openApi } from '@autocura/common/schemas';
import { NotFoundError } from '@backstage/errors';
import express from 'express';
import Router from 'express-promise-router';
import type { Notices } from './notify';
import { changeRoutes } from './routes/changes';
import { type IdentityRoutes, identityRoutes } from './routes/identity';
import { type IncidentRoutes, incidentRoutes } from './routes/incidents';
import { noticeRoutes } from './routes/notices';
import { type RouteOptions, routeOf } from './routes/route';
import { type RunningRoutes, runningRoutes } from './routes/running';
import { type ServiceRoutes, serviceRoutes } from './routes/services';
import { silenceRoutes } from './routes/silences';
import { type WatchingRoutes, watchingRoutes } from './routes/watching';
import type { Silences } from './silence';

export interface RouterOptions
  extends IncidentRoutes, ServiceRoutes, RunningRoutes, IdentityRoutes, WatchingRoutes, RouteOptions {
  version: string;
  notices: Notices;
  silences: Silences;
}

/** Everything but alerts coming in, which have a router of their own. */
export function createRouter(options: RouterOptions): express.Router {
  const router = Router();
  router.use(express.json({ limit: '256kb' }));
  const document = openApi(options.version);
  router.get('/openapi.json', async (_, response) => {
    response.json(document);
  });

  const route = routeOf(router, options);
  incidentRoutes(route, options);
  serviceRoutes(route, options);
  noticeRoutes(route, options);
  silenceRoutes(route, options.silences);
  changeRoutes(route, options);
  runningRoutes(route, options);
  identityRoutes(route, options);
  watchingRoutes(route, options);

  router.use('/v1', async request => {
    throw new NotFoundError(`No route ${request.method} ${request.baseUrl}${request.path}`);
  });
  return router;
}
