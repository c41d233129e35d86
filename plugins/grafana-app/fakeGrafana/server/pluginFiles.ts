import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { FakeUser } from './identity';

export interface Route {
  path: string;
  method?: string;
  url?: string;
  reqRole?: string;
  reqAction?: string;
  headers?: { name: string; content: string }[];
  body?: unknown;
}

export interface Link {
  title: string;
  description?: string;
  targets: string | string[];
}

export interface PluginJson {
  id: string;
  type: 'app' | 'panel' | 'datasource';
  name: string;
  info: { version: string; logos?: { small: string; large: string } };
  includes?: { type: string; name: string; path?: string; role?: string; action?: string; addToNav?: boolean }[];
  routes?: Route[];
  roles?: { role: { name: string; permissions: { action: string }[] }; grants: string[] }[];
  extensions?: { addedLinks?: Link[]; addedComponents?: Link[]; exposedComponents?: { id: string; title: string }[] };
  languages?: string[];
}

/** A plugin as it lies in the built folder. */
export interface PluginFiles {
  json: PluginJson;
  dir: string;
  /** Where the browser finds its files. */
  baseUrl: string;
}

/** The app in a built folder, and what is nested in it. */
export function readPlugins(dist: string): PluginFiles[] {
  if (!existsSync(join(dist, 'plugin.json'))) throw new Error(`${dist} has no plugin.json; build the app first`);
  const app = readJson(join(dist, 'plugin.json'));
  const nested = nestedIn(dist).map(file => ({
    json: readJson(join(dist, file)),
    dir: join(dist, dirname(file)),
    baseUrl: `public/plugins/${app.id}/${dirname(file)}`,
  }));
  return [{ json: app, dir: dist, baseUrl: `public/plugins/${app.id}` }, ...nested];
}

/** What Grafana grants to a basic role and to those below it, without what was taken from somebody. */
export function grantedActions(
  plugins: PluginFiles[],
  { orgRole, without = [] }: Pick<FakeUser, 'orgRole' | 'without'>,
): Set<string> {
  const held = { Viewer: ['Viewer'], Editor: ['Viewer', 'Editor'], Admin: ['Viewer', 'Editor', 'Admin'] }[orgRole];
  const roles = plugins.flatMap(({ json }) => json.roles ?? []);
  return new Set(
    roles
      .filter(({ grants }) => grants.some(grant => held?.includes(grant)))
      .flatMap(({ role }) => role.permissions.map(({ action }) => action))
      .filter(action => !without.includes(action)),
  );
}

const readJson = (file: string) => JSON.parse(readFileSync(file, 'utf8')) as PluginJson;
const nestedIn = (dist: string) =>
  readdirSync(dist, { recursive: true, encoding: 'utf8' }).filter(file => file.endsWith('/plugin.json'));
