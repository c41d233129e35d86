import {
  createApiFactory,
  createPlugin,
  createRoutableExtension,
  createRouteRef,
  discoveryApiRef,
  fetchApiRef,
} from '@backstage/core-plugin-api';
import { autocuraApiRef, createAutocuraClient } from './api';

const rootRouteRef = createRouteRef({ id: 'autocura' });

/** For apps of the old frontend system. */
export const autocuraPlugin = createPlugin({
  id: 'autocura',
  apis: [
    createApiFactory({
      api: autocuraApiRef,
      deps: { discoveryApi: discoveryApiRef, fetchApi: fetchApiRef },
      factory: createAutocuraClient,
    }),
  ],
  routes: { root: rootRouteRef },
});

/** Mount it at `/autocura`. */
export const AutocuraPage = autocuraPlugin.provide(
  createRoutableExtension({
    name: 'AutocuraPage',
    component: () => import('./pages').then(({ PagesWithHeader }) => PagesWithHeader),
    mountPoint: rootRouteRef,
  }),
);
