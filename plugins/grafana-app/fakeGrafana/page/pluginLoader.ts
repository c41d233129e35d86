import type { AppPlugin, AppPluginMeta, DataSourcePlugin, PanelPlugin, PluginMeta } from '@grafana/data';
import { config } from '@grafana/runtime';
import { sharedModules } from './sharedModules';

interface SystemJs {
  set(url: string, module: object): void;
  import(url: string): Promise<{ plugin: unknown }>;
  constructor: { prototype: { resolve: (id: string, parent?: string) => string; shouldFetch: () => boolean } };
}

declare global {
  interface Window {
    System: SystemJs;
  }
}

const prefix = 'fake-grafana:';

/** Modules that plugins share with core are found by their names alone, and plugins are fetched as text, as core does. */
export function prepareLoader() {
  const { System } = window;
  for (const [name, module] of Object.entries(sharedModules)) System.set(`${prefix}${name}`, module);
  const { prototype } = System.constructor;
  const { resolve } = prototype;
  prototype.resolve = function (id, parent) {
    return id in sharedModules ? `${prefix}${id}` : resolve.call(this, id, parent);
  };
  prototype.shouldFetch = () => true;
}

const loaded = new Map<string, Promise<unknown>>();

function load<T>(module: string): Promise<T> {
  const known = loaded.get(module) ?? window.System.import(`${location.origin}/${module}`).then(({ plugin }) => plugin);
  loaded.set(module, known);
  return known as Promise<T>;
}

export async function loadApp(id: string): Promise<AppPlugin | undefined> {
  const meta = config.apps[id] as unknown as AppPluginMeta | undefined;
  if (!meta) return undefined;
  const plugin = await load<AppPlugin>(meta.module);
  plugin.init(meta);
  plugin.meta = meta;
  return plugin;
}

export async function loadPanel(id: string): Promise<PanelPlugin | undefined> {
  const meta = config.panels[id] as unknown as PluginMeta | undefined;
  if (!meta) return undefined;
  const plugin = await load<PanelPlugin>(meta.module);
  plugin.meta = meta as PanelPlugin['meta'];
  return plugin;
}

export const loadDataSource = (meta: PluginMeta) =>
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  load<DataSourcePlugin<any>>(meta.module);
