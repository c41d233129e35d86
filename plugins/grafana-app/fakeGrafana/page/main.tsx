import './page.css';
import { initializeI18n } from '@grafana/i18n/internal/i18n';
import {
  config,
  locationService,
  setPluginComponentHook,
  setPluginComponentsHook,
  setPluginFunctionsHook,
  setPluginLinksHook,
} from '@grafana/runtime';
import { setPanelDataErrorView } from '@grafana/runtime/internal/components/PanelDataErrorView';
import { setPanelRenderer } from '@grafana/runtime/internal/components/PanelRenderer';
import { setPluginPage } from '@grafana/runtime/internal/components/PluginPage';
import { setGetObservablePluginLinks } from '@grafana/runtime/internal/services/pluginExtensions/getObservablePluginLinks';
import { createRoot } from 'react-dom/client';
import { of } from 'rxjs';
import { exposedComponents, linksFor, registerExtensions } from './extensionRegistry';
import { FakePanelRenderer } from './FakePanelRenderer';
import { FakePluginPage } from './FakePluginPage';
import { loadApp, prepareLoader } from './pluginLoader';
import { setServices } from './services';
import { Shell } from './Shell';

async function start() {
  const { language = 'en-US' } = config.bootData.user;
  await initializeI18n({ language, ns: [] }, language);
  setServices();
  setPluginPage(FakePluginPage);
  setPanelRenderer(FakePanelRenderer as unknown as Parameters<typeof setPanelRenderer>[0]);
  setPanelDataErrorView(({ message, data }) => <p role="alert">{message ?? data.errors?.[0]?.message ?? 'No data'}</p>);
  setPluginLinksHook(({ extensionPointId, context, limitPerPlugin }) => ({
    isLoading: false,
    links: linksFor(extensionPointId, context, limitPerPlugin),
  }));
  setGetObservablePluginLinks(({ extensionPointId, context, limitPerPlugin }) =>
    of(linksFor(extensionPointId, context, limitPerPlugin)),
  );
  setPluginComponentHook(id => ({ isLoading: false, component: exposedComponents.get(id) as never }));
  setPluginComponentsHook(() => ({ isLoading: false, components: [] }));
  setPluginFunctionsHook(() => ({ isLoading: false, functions: [] }));
  prepareLoader();
  for (const id of Object.keys(config.apps)) {
    const app = await loadApp(id);
    if (app) registerExtensions(id, app);
  }
  document.addEventListener('click', staysInside);
  createRoot(document.getElementById('reactRoot')!).render(<Shell />);
}

/** Core takes plain links inside Grafana to its router, so that the page is not loaded anew. */
function staysInside(event: MouseEvent) {
  const link = (event.target as Element | null)?.closest('a');
  const href = link?.getAttribute('href');
  if (!href?.startsWith('/') || link?.target || event.ctrlKey || event.metaKey || event.defaultPrevented) return;
  event.preventDefault();
  locationService.push(href);
}

void start();
