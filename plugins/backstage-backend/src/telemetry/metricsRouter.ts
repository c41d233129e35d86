import type express from 'express';
import Router from 'express-promise-router';
import type { Registry } from 'prom-client';
import type { Access } from '../access/access';
import { ofAllTenants } from '../routes/visible';

/** What Prometheus scrapes, as text; like every route for those alone who may read it. */
export function metricsRouter(metrics: Registry, access: Access): express.Router {
  const router = Router();
  router.get('/metrics', async (request, response) => {
    const { tenant } = await access.allow(request, 'autocura.metrics.read');
    ofAllTenants(tenant);
    response.type(metrics.contentType).send(await metrics.metrics());
  });
  return router;
}
