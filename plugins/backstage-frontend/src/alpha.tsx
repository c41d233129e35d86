import {
  ApiBlueprint,
  createFrontendPlugin,
  createRouteRef,
  discoveryApiRef,
  fetchApiRef,
  PageBlueprint,
  useRouteRef,
} from '@backstage/frontend-plugin-api';
import { EntityCardBlueprint, EntityContentBlueprint } from '@backstage/plugin-catalog-react/alpha';
import type { ReactNode } from 'react';
import { autocuraApiRef, createAutocuraClient } from './api';
import { isAutocuraAvailable } from './entity/isAutocuraAvailable';
import { Rooted } from './entity/Rooted';
import { AutocuraIcon } from './icon';

export { autocuraTranslationRef } from './translation';

const rootRouteRef = createRouteRef();

const api = ApiBlueprint.make({
  name: 'client',
  params: defineParams =>
    defineParams({
      api: autocuraApiRef,
      deps: { discoveryApi: discoveryApiRef, fetchApi: fetchApiRef },
      factory: createAutocuraClient,
    }),
});

const page = PageBlueprint.make({
  name: 'pages',
  params: {
    path: '/autocura',
    title: 'Autocura',
    icon: <AutocuraIcon />,
    routeRef: rootRouteRef,
    loader: () => import('./pages').then(({ Pages }) => <Pages />),
  },
});

const card = EntityCardBlueprint.make({
  name: 'health',
  params: {
    type: 'info',
    filter: isAutocuraAvailable,
    loader: () =>
      import('./HealthCard').then(({ HealthCard }) => (
        <WherePagesAre>
          <HealthCard />
        </WherePagesAre>
      )),
  },
});

const tab = EntityContentBlueprint.make({
  name: 'healing',
  params: {
    path: '/healing',
    title: 'Healing',
    group: 'operation',
    icon: <AutocuraIcon />,
    filter: { kind: { $in: ['component', 'resource'] } },
    loader: () =>
      import('./Healing').then(({ HealingTab }) => (
        <WherePagesAre>
          <HealingTab />
        </WherePagesAre>
      )),
  },
});

function WherePagesAre({ children }: { children: ReactNode }) {
  return <Rooted at={useRouteRef(rootRouteRef)?.()}>{children}</Rooted>;
}

/** For apps of the new frontend system. */
export default createFrontendPlugin({
  pluginId: 'autocura',
  title: 'Autocura',
  icon: <AutocuraIcon />,
  info: { packageJson: () => import('../package.json') },
  routes: { root: rootRouteRef },
  extensions: [api, page, card, tab],
});
