import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type FakeGrafana, startFakeGrafana } from './fakeGrafana';

const pluginJson = {
  ...{ id: 'acme-things-app', type: 'app', name: 'Things', info: { version: '1.0.0' } },
  routes: [
    {
      ...{ path: 'things/*', url: '{{ .JsonData.apiUrl }}', reqAction: 'acme-things-app.things:write' },
      headers: [{ name: 'Authorization', content: 'Bearer {{ .SecureJsonData.token }}' }],
    },
  ],
  roles: [{ role: { name: 'Writer', permissions: [{ action: 'acme-things-app.things:write' }] }, grants: ['Editor'] }],
};
const person = (id: number, login: string, orgRole: 'Viewer' | 'Editor') => ({
  ...{ id, login, name: login, email: `${login}@example.com`, orgRole },
});

let dir: string;
let upstream: Server;
let grafana: FakeGrafana;
const asked: { url: string | undefined; headers: IncomingHttpHeaders }[] = [];

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'grafana-'));
  upstream = createServer(({ url, headers }, response) => {
    asked.push({ url, headers });
    response.setHeader('set-cookie', 'upstream=1');
    response.setHeader('etag', '"1"');
    response.end('{"done":true}');
  });
  await new Promise<void>(done => upstream.listen(0, '127.0.0.1', done));
  const apiUrl = `http://127.0.0.1:${(upstream.address() as AddressInfo).port}/api`;
  mkdirSync(join(dir, 'dist'));
  mkdirSync(join(dir, 'plugins'));
  writeFileSync(join(dir, 'dist/plugin.json'), JSON.stringify(pluginJson));
  writeFileSync(join(dir, 'dist/module.js'), 'define([], () => ({}))');
  const app = { type: pluginJson.id, jsonData: { apiUrl: '$API' }, secureJsonData: { token: '$TOKEN' } };
  writeFileSync(join(dir, 'plugins/app.yaml'), JSON.stringify({ apiVersion: 1, apps: [app] }));
  grafana = await startFakeGrafana({
    ...{ dist: join(dir, 'dist'), provisioning: dir, environment: { API: apiUrl, TOKEN: 'secret' } },
    users: [
      person(1, 'ana', 'Editor'),
      person(2, 'eve', 'Viewer'),
      { ...person(3, 'ida', 'Editor'), without: ['acme-things-app.things:write'] },
    ],
    page: { dir, packages: dir, version: '12.4.10' },
  });
});
afterAll(async () => {
  await grafana.stop();
  await new Promise(done => upstream.close(done));
  rmSync(dir, { recursive: true, force: true });
});

async function as(login: string, path: string, init: RequestInit & { headers?: Record<string, string> } = {}) {
  const signedIn = await fetch(grafana.signIn(login), { redirect: 'manual' });
  const cookie = signedIn.headers.get('set-cookie')?.split(';')[0] ?? '';
  return fetch(`${grafana.url}${path}`, { ...init, headers: { ...init.headers, cookie } });
}
const things = '/api/plugin-proxy/acme-things-app/things/4?a=1';

test('what goes on is the token of the route and who is signed in, whatever the browser claims', async () => {
  const claimed = {
    'x-grafana-id': 'forged',
    'x-grafana-user': 'admin',
    authorization: 'Bearer mine',
    'x-own': 'kept',
  };
  const answer = await as('ana', things, { headers: claimed });
  expect(answer.status).toBe(200);
  expect(answer.headers.get('set-cookie')).toBeNull();
  expect(answer.headers.get('etag')).toBe('"1"');
  const { url, headers } = asked.at(-1)!;
  expect(url).toBe('/api/4?a=1');
  expect(headers).toMatchObject({ authorization: 'Bearer secret', 'x-grafana-user': 'ana', 'x-own': 'kept' });
  expect(headers.cookie).toBeUndefined();
  const claims = JSON.parse(
    Buffer.from(String(headers['x-grafana-id']).split('.')[1] ?? '', 'base64url').toString(),
  ) as object;
  expect(claims).toMatchObject({ sub: 'user:1', aud: ['org:1'], iss: `${grafana.url}/` });
});

test('who has not the right is refused, and nothing goes on', async () => {
  const before = asked.length;
  expect((await as('eve', things)).status).toBe(403);
  expect((await as('ida', things)).status).toBe(403);
  expect(await (await as('ida', '/a/acme-things-app')).text()).not.toContain('acme-things-app.things:write":true');
  expect((await fetch(`${grafana.url}${things}`)).status).toBe(401);
  expect(asked).toHaveLength(before);
});

test('signing in leads nowhere else', async () => {
  const answer = await fetch(`${grafana.url}/login?user=ana&to=//evil.example.com`, { redirect: 'manual' });
  expect(answer.headers.get('location')).toBe('/');
});

test('files are those of the build and nothing around it', async () => {
  expect((await fetch(`${grafana.url}/public/plugins/acme-things-app/module.js`)).status).toBe(200);
  const outside = '/public/plugins/acme-things-app/..%2f..%2fplugins/app.yaml';
  expect((await fetch(`${grafana.url}${outside}`)).status).toBe(404);
});

test('secrets are kept from the browser', async () => {
  const settings = await (await as('ana', '/api/plugins/acme-things-app/settings')).text();
  expect(settings).toContain('"secureJsonFields":{"token":true}');
  const page = await (await as('ana', '/a/acme-things-app')).text();
  expect(settings + page).not.toContain('secret"');
});
