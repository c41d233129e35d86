import {
  createApiFactory,
  createComponentExtension,
  createPlugin,
  createRoutableExtension,
  createRouteRef,
  discoveryApiRef,
  fetchApiRef,
  useRouteRef,
} from '@backstage/core-plugin-api';
import type { ReactNode } from 'react';
import { autocuraApiRef, createAutocuraClient } from './api';
import { Rooted } from './entity/Rooted';

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

/** A card for a service's page. Show it where `isAutocuraAvailable` says so. */
export const EntityAutocuraHealthCard = autocuraPlugin.provide(
  createComponentExtension({
    name: 'EntityAutocuraHealthCard',
    component: {
      lazy: () =>
        import('./HealthCard').then(({ HealthCard }) => (props: { readOnly?: boolean }) => (
          <WherePagesAre>
            <HealthCard {...props} />
          </WherePagesAre>
        )),
    },
  }),
);

/** What a tab of a service's page holds. */
export const EntityAutocuraHealingContent = autocuraPlugin.provide(
  createComponentExtension({
    name: 'EntityAutocuraHealingContent',
    component: {
      lazy: () =>
        import('./Healing').then(({ HealingTab }) => () => (
          <WherePagesAre>
            <HealingTab />
          </WherePagesAre>
        )),
    },
  }),
);

function WherePagesAre({ children }: { children: ReactNode }) {
  return <Rooted at={useRouteRef(rootRouteRef)()}>{children}</Rooted>;
}
