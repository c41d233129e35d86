import { operations } from '@autocura/common/schemas';
import { NotAllowedError } from '@backstage/errors';
import { present } from '../present';
import type { Store } from '../store';
import { isEverything } from '../store/scope';
import type { Thresholds } from '../thresholds';
import type { Route } from './route';

export interface WatchingRoutes {
  store: Store;
  thresholds: Thresholds;
}

/** What is unusual. */
export function watchingRoutes(route: Route, { store, thresholds }: WatchingRoutes): void {
  route(operations.listThresholds, async ({ scope }) => ({ items: await thresholds.states(scope) }));
  route(operations.listFirings, ({ query, scope }) => store.watching.firings(present({ ...query, scope })));
  route(operations.readBands, async ({ params: { name }, query, scope }) => ({
    items: await thresholds.bands(name, present({ ...query, scope })),
  }));
  route(operations.previewThresholds, async ({ body, reads }) => {
    // Its queries may be about anything.
    if (!isEverything(await reads())) throw new NotAllowedError('A preview is for those who may see every service');
    return thresholds.preview(body);
  });
}
