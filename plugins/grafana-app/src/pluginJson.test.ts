import { globSync } from 'glob';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { proxyRoute } from './api/proxyRoute';
import { plugin } from './module';
import { paths } from './paths';

const read = (file: string): unknown => JSON.parse(readFileSync(join(__dirname, file), 'utf8'));
const text = z.string().min(1);
const action = z.string().regex(/^autocura-healing-app\.[a-z-]+:[a-z]+$/, 'is not a right of this app');
const extension = { title: text, description: text, targets: z.array(z.string().regex(/^grafana\//)).min(1) };

/** What Grafana knows in a plugin.json, as far as it is used here; a key that is not in it is a mistake. */
const info = z.strictObject({
  description: text,
  keywords: z.array(text).optional(),
  author: z.strictObject({ name: text }),
  logos: z.strictObject({ small: text, large: text }),
  screenshots: z.array(z.strictObject({ name: text, path: text })).optional(),
  version: z.literal('%VERSION%'),
  updated: z.literal('%TODAY%'),
});
const dependencies = z.strictObject({ grafanaDependency: z.literal('>=12.4.0'), plugins: z.array(z.never()) });
const include = z.strictObject({
  type: z.enum(['page', 'panel', 'datasource', 'dashboard']),
  name: text,
  path: text.optional(),
  role: z.enum(['Viewer', 'Editor', 'Admin']).optional(),
  action: action.optional(),
  icon: text.optional(),
  addToNav: z.boolean().optional(),
  defaultNav: z.boolean().optional(),
});
const route = z.strictObject({
  path: z.string().regex(/^[a-z]+\/\*$/, 'is not a pattern'),
  method: z.enum(['GET', 'POST', '*']).optional(),
  url: text,
  reqAction: action,
  reqRole: z.enum(['Viewer', 'Editor', 'Admin']),
  headers: z.array(z.strictObject({ name: text, content: text })),
});
const role = z.strictObject({
  role: z.strictObject({ name: text, description: text, permissions: z.array(z.strictObject({ action })).min(1) }),
  grants: z.array(z.enum(['Viewer', 'Editor', 'Admin'])).min(1),
});
const app = z.strictObject({
  $schema: text.optional(),
  type: z.literal('app'),
  name: text,
  id: z.literal('autocura-healing-app'),
  info,
  includes: z.array(include),
  dependencies,
  languages: z.array(z.string().regex(/^[a-z]{2}-[A-Z]{2}$/)).optional(),
  routes: z.array(route),
  roles: z.array(role),
  extensions: z.strictObject({
    addedLinks: z.array(z.strictObject(extension)),
    addedComponents: z.array(z.strictObject(extension)),
    exposedComponents: z.array(
      z.strictObject({ id: z.string().regex(/^autocura-healing-app\/[a-z-]+\/v\d+$/), title: text, description: text }),
    ),
  }),
});
const pluginJson = app.parse(read('plugin.json'));
const { addedLinks, addedComponents, exposedComponents } = pluginJson.extensions;

const asDeclared = ({
  title,
  description,
  targets,
}: {
  title: string;
  description?: string;
  targets: string | string[];
}) => ({
  title,
  description,
  targets: [targets].flat(),
});

test('declares the links that it adds, and no others', () => {
  expect(addedLinks).toEqual(plugin.addedLinkConfigs.map(asDeclared));
});

test('tells every link apart by its title', () => {
  expect(new Set(addedLinks.map(({ title }) => title)).size).toBe(addedLinks.length);
});

test('declares the components that it adds and exposes, and no others', () => {
  expect(addedComponents).toEqual(plugin.addedComponentConfigs.map(asDeclared));
  const exposed = plugin.exposedComponentConfigs.map(({ id, title, description }) => ({ id, title, description }));
  expect(exposedComponents).toEqual(exposed);
});

test('links lead below the app, as Grafana demands', () => {
  for (const { path, onClick } of plugin.addedLinkConfigs) {
    if (path !== undefined) expect(path).toMatch(/^\/a\/autocura-healing-app\//);
    else expect(onClick).toBeDefined();
  }
});

const routes = new Map(pluginJson.routes.map(one => [one.path.slice(0, -2), one]));
const asked = [
  proxyRoute('GET', '/v1/incidents'),
  proxyRoute('POST', '/v1/brake/pull'),
  proxyRoute('POST', '/v1/brake/release'),
];

test('every route that the client takes is one of the proxy, and there are no others', () => {
  expect([...routes.keys()]).toEqual(asked);
});

test('every route asks for a right of its own and bears a token of its own', () => {
  const all = [...routes.values()];
  expect(new Set(all.map(({ reqAction }) => reqAction)).size).toBe(all.length);
  for (const [name, { headers, url }] of routes) {
    expect(url).toBe('{{ .JsonData.apiUrl }}');
    expect(headers).toEqual([{ name: 'Authorization', content: `Bearer {{ .SecureJsonData.${name}Token }}` }]);
  }
});

test('every right that something asks for is granted by a role, to viewers reading alone', () => {
  const granted = pluginJson.roles.flatMap(({ role: { permissions }, grants }) =>
    permissions.map(permission => ({ action: permission.action, grants })),
  );
  const needed = [...routes.values()].map(({ reqAction }) => reqAction);
  expect(new Set(granted.map(one => one.action))).toEqual(new Set(needed));
  expect(granted.filter(({ grants }) => grants.includes('Viewer')).map(one => one.action)).toEqual([
    'autocura-healing-app.incidents:read',
  ]);
});

test('every page in the navigation exists and is shown to those only who may read', () => {
  const known = Object.values(paths).filter(path => typeof path === 'string');
  for (const { type, path = '', action: needs, role: least } of pluginJson.includes) {
    if (type !== 'page' || path.startsWith('/plugins/')) continue;
    expect(known).toContain(path.replace('%PLUGIN_ID%', 'autocura-healing-app'));
    expect(needs ?? least).toBe('autocura-healing-app.incidents:read');
  }
});

test('nothing is listed twice', () => {
  const listed = pluginJson.includes.map(({ type, name }) => `${type} ${name}`);
  expect(new Set(listed).size).toBe(listed.length);
});

const nested = globSync('*/**/plugin.json', { cwd: __dirname });
test('nested plugins bear their kind in their id, share the one logo, and are listed', () => {
  for (const file of nested) {
    const { id, type, info: own } = read(file) as { id: string; type: string; info: { logos: Record<string, string> } };
    expect(id).toMatch(new RegExp(`^autocura-[a-z-]+-${type}$`));
    expect(new Set(Object.values(own.logos))).toEqual(new Set(['img/logo.svg']));
    expect(pluginJson.includes.map(({ path }) => path)).toContain(`${dirname(file)}/module.js`);
  }
});
