import { type AppPlugin, type AppRootProps, PluginContextProvider, type PluginConfigPageProps } from '@grafana/data';
import { Tab, TabsBar } from '@grafana/ui';
import { type ComponentType, useEffect, useState } from 'react';
import { useLocation, useParams } from 'react-router-dom';
import { fakeBackendSrv } from './fakeBackendSrv';
import { FakePluginPage } from './FakePluginPage';
import { loadApp } from './pluginLoader';

/** The root page of an app; its own routes are below this one. */
export function AppRoot() {
  const { pluginId } = useParams<{ pluginId: string }>();
  const plugin = usePlugin(pluginId);
  if (!plugin) return plugin === null ? <p>App not found</p> : null;
  const Root = plugin.root as ComponentType<AppRootProps> | undefined;
  return (
    <PluginContextProvider meta={plugin.meta}>
      {Root && (
        <Root {...{ basename: `/a/${pluginId}`, meta: plugin.meta, query: {}, path: '', onNavChanged: () => {} }} />
      )}
    </PluginContextProvider>
  );
}

/** What an administrator sees of an app: the tabs that it brings, with its settings. */
export function AppConfig() {
  const { pluginId } = useParams<{ pluginId: string }>();
  const { search, pathname } = useLocation();
  const plugin = usePlugin(pluginId);
  if (!plugin) return plugin === null ? <p>Plugin not found</p> : null;
  const pages = plugin.configPages ?? [];
  const chosen = pages.find(({ id }) => id === new URLSearchParams(search).get('page')) ?? pages[0];
  const Body = chosen?.body as ComponentType<PluginConfigPageProps<typeof plugin.meta>> | undefined;
  return (
    <FakePluginPage pageNav={{ text: plugin.meta.name }}>
      <TabsBar>
        {pages.map(({ id, title }) => (
          <Tab key={id} label={title} active={id === chosen?.id} href={`${pathname}?page=${id}`} />
        ))}
      </TabsBar>
      <PluginContextProvider meta={plugin.meta}>{Body && <Body plugin={plugin} query={{}} />}</PluginContextProvider>
    </FakePluginPage>
  );
}

/** The app with its settings as the server has them now. */
function usePlugin(id: string): AppPlugin | null | undefined {
  const [plugin, setPlugin] = useState<AppPlugin | null>();
  useEffect(() => {
    const load = async () => {
      const [found, settings] = await Promise.all([
        loadApp(id),
        fakeBackendSrv.get<object>(`/api/plugins/${id}/settings`),
      ]);
      if (found) Object.assign(found.meta, settings);
      setPlugin(found ?? null);
    };
    load().catch(() => setPlugin(null));
  }, [id]);
  return plugin;
}
