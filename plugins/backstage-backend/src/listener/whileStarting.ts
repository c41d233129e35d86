import type { RootLifecycleService } from '@backstage/backend-plugin-api';
import { ServiceUnavailableError } from '@backstage/errors';
import type { RequestHandler } from 'express';

/**
 * For what no plugin answers yet. Without it that is 404 until all have started, and Alertmanager never sends again
 * what was answered so; 503 it does.
 */
export function whileStarting(lifecycle: Pick<RootLifecycleService, 'addStartupHook'>): RequestHandler {
  let starting = true;
  lifecycle.addStartupHook(() => {
    starting = false;
  });
  return (_request, response, next) => {
    if (!starting) return next();
    response.set('retry-after', '1');
    next(new ServiceUnavailableError('It has not started yet'));
  };
}
