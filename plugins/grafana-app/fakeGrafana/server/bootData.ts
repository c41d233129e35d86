import type { FakeUser } from './identity';
import { grantedActions, type PluginFiles } from './pluginFiles';
import type { Provisioned } from './provisioning';

export type Theme = 'dark' | 'light';

/** What core puts into the page before anything runs, as far as plugins look at it. */
export function bootData(
  plugins: PluginFiles[],
  provisioned: Provisioned,
  user: FakeUser,
  { theme, version, appUrl }: { theme: Theme; version: string; appUrl: string },
) {
  const metas = plugins.map(plugin => ({ ...plugin, meta: metaOf(plugin) }));
  const byId = (type: string) =>
    Object.fromEntries(metas.filter(({ json }) => json.type === type).map(({ json, meta }) => [json.id, meta]));
  return {
    assets: { dark: '', light: '' },
    navTree: [],
    user: {
      ...{ isSignedIn: true, id: user.id, uid: `u${user.id}`, login: user.login, email: user.email, name: user.name },
      ...{ orgId: 1, orgName: 'Main Org.', orgRole: user.orgRole, isGrafanaAdmin: false, orgCount: 1 },
      ...{ theme, lightTheme: theme === 'light', timezone: 'browser', weekStart: 'browser', locale: 'en-US' },
      language: user.language ?? 'en-US',
      permissions: Object.fromEntries([...grantedActions(plugins, user)].map(action => [action, true])),
    },
    settings: {
      ...{ appUrl, appSubUrl: '', namespace: 'default', rbacEnabled: true, unifiedAlertingEnabled: true },
      ...{ exploreEnabled: true, featureToggles: {}, defaultDatasource: defaultOf(provisioned), liveEnabled: false },
      buildInfo: { version, commit: 'fake', env: 'production', edition: 'Open Source', hideVersion: false },
      apps: byId('app'),
      panels: byId('panel'),
      datasources: Object.fromEntries(
        provisioned.datasources.map(one => [one.name, dataSourceOf(one, byId('datasource'))]),
      ),
      bootstrapData: undefined,
    },
  };
}

const defaultOf = ({ datasources }: Provisioned) => datasources.find(({ isDefault }) => isDefault)?.name ?? '';

function metaOf({ json, baseUrl }: PluginFiles) {
  return {
    ...json,
    ...{ baseUrl, module: `${baseUrl}/module.js`, path: `${baseUrl}/module.js`, version: json.info.version },
    ...{
      preload: false,
      loadingStrategy: 'fetch',
      moduleHash: '',
      angular: { detected: false, hideDeprecation: false },
    },
    enabled: true,
  };
}

function dataSourceOf(
  { secureJsonData: _, ...source }: Provisioned['datasources'][number],
  plugins: Record<string, ReturnType<typeof metaOf>>,
) {
  const meta = plugins[source.type] ?? { id: source.type, name: source.type, type: 'datasource', info: { logos: {} } };
  return {
    ...source,
    ...{ id: 1, access: source.access ?? 'proxy', readOnly: true, jsonData: source.jsonData ?? {}, meta },
    url: `/api/datasources/proxy/uid/${source.uid}`,
  };
}
