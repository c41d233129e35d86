import {
  ApiBlueprint,
  createFrontendPlugin,
  createRouteRef,
  discoveryApiRef,
  fetchApiRef,
  PageBlueprint,
} from '@backstage/frontend-plugin-api';
import { autocuraApiRef, createAutocuraClient } from './api';
import { AutocuraIcon } from './icon';

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

/** For apps of the new frontend system. */
export default createFrontendPlugin({
  pluginId: 'autocura',
  title: 'Autocura',
  icon: <AutocuraIcon />,
  info: { packageJson: () => import('../package.json') },
  routes: { root: rootRouteRef },
  extensions: [api, page],
});
