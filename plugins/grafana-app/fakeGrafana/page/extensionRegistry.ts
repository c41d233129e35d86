import type {
  AppPlugin,
  IconName,
  PluginExtensionAddedLinkConfig,
  PluginExtensionLink,
  PluginExtensionOpenModalOptions,
} from '@grafana/data';
import type { ComponentType, MouseEvent } from 'react';

interface Declared {
  title: string;
  description?: string;
  targets: string | string[];
}

interface Registered {
  pluginId: string;
  link: PluginExtensionAddedLinkConfig;
}

const links: Registered[] = [];
export const exposedComponents = new Map<string, ComponentType<object>>();
const addedComponents: { pluginId: string; targets: string[]; component: ComponentType<object> }[] = [];
let showModal: (options: PluginExtensionOpenModalOptions) => void = () => {};

export const onModal = (show: typeof showModal) => void (showModal = show);

/** Takes what an app adds, and refuses with an error in the console what Grafana would refuse. */
export function registerExtensions(pluginId: string, app: AppPlugin) {
  const { extensions } = app.meta as unknown as {
    extensions?: { addedLinks?: Declared[]; addedComponents?: Declared[]; exposedComponents?: { id: string }[] };
  };
  for (const link of app.addedLinkConfigs) {
    const problem = problemOf(pluginId, link, extensions?.addedLinks ?? []);
    if (problem) console.error(`Could not register the link "${link.title}" of ${pluginId}: ${problem}`);
    else links.push({ pluginId, link: link as PluginExtensionAddedLinkConfig });
  }
  for (const { title, targets, component } of app.addedComponentConfigs) {
    const all = [targets].flat();
    const same = extensions?.addedComponents?.find(one => one.title === title);
    if (same && all.every(target => [same.targets].flat().includes(target)))
      addedComponents.push({ pluginId, targets: all, component: component as ComponentType<object> });
    else console.error(`Could not register the component "${title}" of ${pluginId}`);
  }
  for (const { id, component } of app.exposedComponentConfigs) {
    const declared = extensions?.exposedComponents?.some(one => one.id === id);
    if (declared && id.startsWith(`${pluginId}/`)) exposedComponents.set(id, component as ComponentType<object>);
    else console.error(`Could not register the component "${id}" of ${pluginId}`);
  }
}

function problemOf(pluginId: string, link: PluginExtensionAddedLinkConfig, declared: Declared[]): string | undefined {
  if (!link.title || !link.description) return 'title and description are required';
  if (!link.path && !link.onClick) return 'it has neither a path nor an onClick';
  if (link.path && !link.path.startsWith(`/a/${pluginId}`)) return 'its path is not below the app';
  const same = declared.find(({ title }) => title === link.title);
  if (!same) return 'plugin.json does not declare it';
  const missing = [link.targets].flat().filter(target => ![same.targets].flat().includes(target));
  return missing.length > 0 ? `plugin.json does not declare ${missing.join(', ')}` : undefined;
}

/** The components of a point, one of each app. */
export function componentsFor(extensionPointId: string): ComponentType<object>[] {
  const there = addedComponents.filter(({ targets }) => targets.includes(extensionPointId));
  return there
    .filter(({ pluginId }, at) => there.findIndex(one => one.pluginId === pluginId) === at)
    .map(({ component }) => component);
}

/** The links of a point for what is shown there, at most so many of each app. */
export function linksFor(extensionPointId: string, context: object = {}, limitPerPlugin = 3): PluginExtensionLink[] {
  const frozen = deepFrozen(structuredClone(context));
  const used = new Map<string, number>();
  return links.flatMap(({ pluginId, link }, index) => {
    if (![link.targets].flat().includes(extensionPointId)) return [];
    const changes = link.configure ? link.configure(frozen) : {};
    const count = (used.get(pluginId) ?? 0) + 1;
    if (changes === undefined || count > limitPerPlugin) return [];
    used.set(pluginId, count);
    const { title, description, path, icon, category, onClick } = { ...link, ...changes };
    const told = (event?: MouseEvent) =>
      onClick?.(event, { context: frozen, extensionPointId, openModal: showModal } as never);
    return {
      ...{ id: `${pluginId}-${index}`, type: 'link', pluginId, title, description },
      ...(path && { path }),
      ...(icon && { icon: icon as IconName }),
      ...(category && { category }),
      ...(onClick && { onClick: told }),
    } as PluginExtensionLink;
  });
}

function deepFrozen<T>(value: T): T {
  if (value !== null && typeof value === 'object' && !Object.isFrozen(value)) {
    Object.freeze(value);
    Object.values(value).forEach(deepFrozen);
  }
  return value;
}
