import type { Route } from './pluginFiles';
import { resolveRoute } from './proxy';

const routes: Route[] = [
  { path: 'open/*', url: '{{ .JsonData.apiUrl }}' },
  { path: 'exact', url: 'http://api', reqRole: 'Viewer' },
  { path: 'reading/*', method: 'GET', url: 'http://api/base/', reqRole: 'Editor', reqAction: 'app.things:read' },
  {
    path: 'admin/*',
    url: 'http://api',
    reqRole: 'Admin',
    headers: [{ name: 'Authorization', content: 'Bearer {{ .SecureJsonData.token }}' }],
  },
];
const data = { JsonData: { apiUrl: 'http://api/v1' }, SecureJsonData: { token: 'secret' } };
const viewer = { orgRole: 'Viewer', actions: new Set<string>() };
const asked = (method: string, path: string, caller = viewer) =>
  resolveRoute(routes, { method, path, search: '?a=1' }, caller, data);

test.each([
  ['a star stands for the rest', 'GET', 'open/things/4', { status: 200, url: 'http://api/v1/things/4?a=1' }],
  ['a path without one fits exactly', 'GET', 'exact', { status: 200 }],
  ['and nothing below it', 'GET', 'exact/below', { status: 404, message: 'plugin route match not found' }],
  ['another method does not fit', 'POST', 'reading/x', { status: 404 }],
  [
    'a role that is not enough is refused',
    'GET',
    'admin/x',
    { status: 403, message: 'plugin proxy route access denied' },
  ],
])('%s', (_, method, path, resolved) => expect(asked(method, path)).toMatchObject(resolved));

test('a right is asked for before the role, and instead of it', () => {
  const admin = { orgRole: 'Admin', actions: new Set<string>() };
  const reader = { orgRole: 'Viewer', actions: new Set(['app.things:read']) };
  expect(asked('GET', 'reading/x', admin)).toMatchObject({ status: 403 });
  expect(asked('GET', 'reading/x', reader)).toMatchObject({ status: 200, url: 'http://api/base/x?a=1' });
});

test('secrets are put into headers', () => {
  const admin = { orgRole: 'Admin', actions: new Set<string>() };
  expect(asked('GET', 'admin/x', admin)).toMatchObject({ headers: { authorization: 'Bearer secret' } });
});
