import type { Forecast } from '@autocura/common';
import { operations } from '@autocura/common/schemas';
import { NotAllowedError } from '@backstage/errors';
import { present } from '../present';
import { acceptSizing, refuseSizing, type SizingAnswerOptions } from '../sizing';
import type { Store } from '../store';
import { isEverything } from '../store/scope';
import type { Thresholds } from '../thresholds';
import type { Route } from './route';
import { visibleService } from './visible';

export interface WatchingRoutes extends SizingAnswerOptions {
  store: Store;
  thresholds: Thresholds;
  forecasts(service: string): Promise<Forecast[]>;
}

/** What is unusual, what changed, what is to come, and what would fit better. */
export function watchingRoutes(route: Route, options: WatchingRoutes): void {
  const { store, thresholds, forecasts } = options;

  route(operations.listThresholds, async ({ scope }) => ({ items: await thresholds.states(scope) }));
  route(operations.listFirings, ({ query, scope }) => store.lists.firings(present({ ...query, scope })));
  route(operations.readBands, async ({ params: { name }, query, scope }) => ({
    items: await thresholds.bands(name, present({ ...query, scope })),
  }));
  route(operations.previewThresholds, async ({ body, reads }) => {
    // Its queries may be about anything.
    if (!isEverything(await reads())) throw new NotAllowedError('A preview is for those who may see every service');
    return thresholds.preview(body);
  });
  route(operations.listLevels, async ({ params: { name }, query: { from }, scope }) => ({
    items: await store.watching.levelChanges(visibleService(name, scope), new Date(from ?? 0)),
  }));
  route(operations.listForecasts, async ({ params: { name }, scope }) => ({
    items: await forecasts(visibleService(name, scope)),
  }));
  route(operations.listSizings, ({ query, scope }) => store.watching.sizings(present({ ...query, scope })));
  route(operations.acceptSizing, async ({ params: { id }, actor, scope, reads }) =>
    acceptSizing(id, { actor, scope, reads: await reads() }, options),
  );
  route(operations.refuseSizing, async ({ params: { id }, body: { note }, actor, scope, reads }) =>
    refuseSizing(id, note, { actor, scope, reads: await reads() }, options),
  );
}
