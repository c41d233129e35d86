import { css } from '@emotion/css';
import {
  type GrafanaTheme2,
  PluginExtensionPoints,
  type PluginExtensionOpenModalOptions,
  ThemeContext,
} from '@grafana/data';
import { config, locationService } from '@grafana/runtime';
import { GlobalStyles, Modal, PortalContainer, useStyles2 } from '@grafana/ui';
import { useEffect, useState } from 'react';
import { Route, Router, Switch } from 'react-router-dom';
import { CompatRoute, CompatRouter } from 'react-router-dom-v5-compat';
import { AlertingPage } from './AlertingPage';
import { AppConfig, AppRoot } from './AppRoutes';
import { DashboardPage } from './DashboardPage';
import { ExplorePage } from './ExplorePage';
import { exposedComponents, onModal } from './extensionRegistry';
import { LinkMenu } from './LinkMenu';

/** Stands for core's frame: a bar, the pages of apps, and what is under an address. */
export function Shell() {
  return (
    <ThemeContext.Provider value={config.theme2}>
      <GlobalStyles />
      <Router history={locationService.getHistory()}>
        <CompatRouter>
          <Frame />
        </CompatRouter>
      </Router>
      <Modals />
      <PortalContainer />
    </ThemeContext.Provider>
  );
}

function Frame() {
  const styles = useStyles2(stylesOf);
  return (
    <>
      <header className={styles.bar}>
        <span>Fake Grafana {config.buildInfo.version}</span>
        <LinkMenu label="Command palette" point={PluginExtensionPoints.CommandPalette} />
      </header>
      <div className={styles.body}>
        <nav className={styles.nav} aria-label="Pages of apps">
          {navItems().map(({ name, path }) => (
            <a key={path} href={path}>
              {name}
            </a>
          ))}
        </nav>
        <main className={styles.main}>
          <Switch>
            <CompatRoute path="/a/:pluginId" component={AppRoot} />
            <Route path="/plugins/:pluginId" component={AppConfig} />
            <Route path="/alerting" component={AlertingPage} />
            <Route path="/d/:uid" component={DashboardPage} />
            <Route path="/explore" component={ExplorePage} />
            <Route path="/exposed/:owner/:name/:version" component={Exposed} />
            <Route render={() => <p>Nothing is here.</p>} />
          </Switch>
        </main>
      </div>
    </>
  );
}

/** A page of some other plugin that uses what an app exposes, with props from the address. */
function Exposed({ match, location }: { match: { params: Record<string, string> }; location: { search: string } }) {
  const { owner, name, version } = match.params;
  const Component = exposedComponents.get(`${owner}/${name}/${version}`);
  const props = Object.fromEntries(new URLSearchParams(location.search));
  return Component ? <Component {...props} /> : <p>No such component is exposed.</p>;
}

function Modals() {
  const [shown, setShown] = useState<PluginExtensionOpenModalOptions>();
  useEffect(() => onModal(setShown), []);
  if (!shown) return null;
  const { title, body: Body, width, height } = shown;
  const dismiss = () => setShown(undefined);
  return (
    <Modal isOpen title={title} onDismiss={dismiss}>
      <div style={{ width, height }}>
        <Body onDismiss={dismiss} />
      </div>
    </Modal>
  );
}

interface Include {
  name: string;
  path?: string;
  role?: string;
  action?: string;
  addToNav?: boolean;
}

/** What plugin.json lists and who is signed in may see. */
const navItems = () =>
  Object.values(config.apps)
    .flatMap(app => (app as unknown as { includes?: Include[] }).includes ?? [])
    .filter(({ addToNav, role, action }) => {
      const { permissions, orgRole } = config.bootData.user;
      return addToNav && (action ? permissions?.[action] : !role || role === orgRole || orgRole === 'Admin');
    });

const stylesOf = (theme: GrafanaTheme2) => ({
  bar: css({
    ...{ display: 'flex', justifyContent: 'space-between', alignItems: 'center', height: 40 },
    ...{ padding: theme.spacing(0, 2), background: theme.colors.background.primary },
    borderBottom: `1px solid ${theme.colors.border.weak}`,
  }),
  body: css({ display: 'flex', minHeight: 'calc(100vh - 40px)' }),
  nav: css({
    ...{ display: 'none', width: 300, flexShrink: 0, flexDirection: 'column', gap: theme.spacing(1) },
    ...{ padding: theme.spacing(2), background: theme.colors.background.primary },
    borderRight: `1px solid ${theme.colors.border.weak}`,
    [theme.breakpoints.up('xl')]: { display: 'flex' },
  }),
  main: css({
    display: 'flex',
    flexDirection: 'column',
    flex: 1,
    minWidth: 0,
    background: theme.colors.background.canvas,
  }),
});
