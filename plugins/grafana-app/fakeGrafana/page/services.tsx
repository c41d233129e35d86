import {
  EventBusSrv,
  type DataSourceApi,
  type DataSourceInstanceSettings,
  type DataSourceRef,
  type ScopedVars,
  standardEditorsRegistry,
  standardFieldConfigEditorRegistry,
  standardTransformersRegistry,
} from '@grafana/data';
import {
  config,
  type DataSourceSrv,
  type GetDataSourceListFilters,
  setAppEvents,
  setBackendSrv,
  setDataSourceSrv,
  setEchoSrv,
  setTemplateSrv,
  type TemplateSrv,
} from '@grafana/runtime';
import { fakeBackendSrv } from './fakeBackendSrv';
import { FakePrometheus } from './fakePrometheus';
import { loadDataSource } from './pluginLoader';

export const appEvents = new EventBusSrv();

/** Values of the variables of whatever dashboard is shown. */
export const variables = new Map<string, string>();

/** Everything that core sets before it starts a plugin. */
export function setServices() {
  setBackendSrv(fakeBackendSrv);
  setDataSourceSrv(new FakeDataSourceSrv() as unknown as DataSourceSrv);
  setTemplateSrv(templateSrv as unknown as TemplateSrv);
  setAppEvents(appEvents as unknown as Parameters<typeof setAppEvents>[0]);
  setEchoSrv({ flush: () => {}, addBackend: () => {}, addEvent: () => {} });
  standardEditorsRegistry.setInit(() => editors);
  standardFieldConfigEditorRegistry.setInit(() => fieldEditors);
  standardTransformersRegistry.setInit(() => []);
}

class FakeDataSourceSrv {
  private readonly made = new Map<string, Promise<DataSourceApi>>();

  getList({ type, pluginId }: GetDataSourceListFilters = {}) {
    const types = [type ?? []].flat();
    return settings().filter(
      one => (types.length === 0 || types.includes(one.type)) && (!pluginId || one.type === pluginId),
    );
  }
  getInstanceSettings(ref?: DataSourceRef | string | null) {
    const text = templateSrv.replace(typeof ref === 'string' ? ref : (ref?.uid ?? ''));
    const wanted = !text || text === 'default' ? config.defaultDatasource : text;
    return (
      settings().find(({ uid, name }) => uid === wanted || name === wanted) ??
      settings().find(({ type }) => typeof ref === 'object' && type === ref?.type && !ref?.uid)
    );
  }
  get(ref?: DataSourceRef | string | null): Promise<DataSourceApi> {
    const found = this.getInstanceSettings(ref);
    if (!found) return Promise.reject(new Error(`Datasource ${JSON.stringify(ref)} was not found`));
    const known = this.made.get(found.uid) ?? make(found);
    this.made.set(found.uid, known);
    return known;
  }
  reload() {}
  registerRuntimeDataSource() {}
}

const settings = () => Object.values(config.datasources) as DataSourceInstanceSettings[];

async function make(one: DataSourceInstanceSettings): Promise<DataSourceApi> {
  if (one.type === 'prometheus') return new FakePrometheus(one);
  const plugin = await loadDataSource(one.meta);
  const instance = new plugin.DataSourceClass(one) as DataSourceApi;
  instance.components = plugin.components;
  instance.meta = one.meta;
  return instance;
}

const templateSrv = {
  getVariables: () => [...variables].map(([name, value]) => ({ name, type: 'custom', current: { value } })),
  replace: (text = '', scoped: ScopedVars = {}) =>
    text.replace(/\$\{(\w+)(?::\w+)?\}|\$(\w+)|\[\[(\w+)\]\]/g, (whole, a?: string, b?: string, c?: string) => {
      const name = a ?? b ?? c ?? '';
      return String(scoped[name]?.value ?? variables.get(name) ?? whole);
    }),
  containsTemplate: (text = '') => /\$\w|\$\{|\[\[/.test(text),
  updateTimeRange: () => {},
};

const stub = () => null;
const editorOf = (id: string) => ({ id, name: id, description: '', editor: stub });
const editors = [
  ...['text', 'number', 'slider', 'boolean', 'select', 'multi-select', 'radio', 'unit', 'color', 'field-name'],
  ...['mappings', 'thresholds', 'links', 'stats-picker', 'strings', 'timezone', 'fieldColor', 'dashboard-uid'],
].map(editorOf) as never[];
const fieldEditors = [
  'unit',
  'min',
  'max',
  'decimals',
  'displayName',
  'noValue',
  'color',
  'mappings',
  'thresholds',
  'links',
].map(id => ({
  ...editorOf(id),
  path: id,
  override: stub,
  process: (value: unknown) => value,
  shouldApply: () => true,
})) as never[];
