import { AppPlugin, type AppPluginMeta, type PluginConfigPageProps } from '@grafana/data';
import { LoadingPlaceholder } from '@grafana/ui';
import React, { Suspense, lazy } from 'react';
import { addComponents } from './exposed';
import { addLinks } from './links';

/** What is drawn waits for its language. */
const translated = async () => (await import('./i18n')).translate();

const App = lazy(async () => {
  const [{ App: Loaded }] = await Promise.all([import('./App'), translated()]);
  return { default: Loaded };
});

const AppConfig = lazy(async () => {
  const [{ AppConfig: Loaded }] = await Promise.all([import('./pages/Config/AppConfig'), translated()]);
  return { default: Loaded };
});

const Root = () => (
  <Suspense fallback={<LoadingPlaceholder text="Autocura" />}>
    <App />
  </Suspense>
);

const Configuration = (props: PluginConfigPageProps<AppPluginMeta>) => (
  <Suspense fallback={<LoadingPlaceholder text="Autocura" />}>
    <AppConfig {...props} />
  </Suspense>
);

export const plugin = addComponents(addLinks(new AppPlugin().setRootPage(Root))).addConfigPage({
  ...{ id: 'configuration', title: 'Configuration', icon: 'cog' },
  body: Configuration,
});
