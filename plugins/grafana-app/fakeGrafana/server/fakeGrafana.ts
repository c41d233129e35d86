import { existsSync, readFileSync, statSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';
import { bootData, type Theme } from './bootData';
import { bodyOf, forward, json } from './httpTools';
import { type FakeUser, IdentitySigner } from './identity';
import { grantedActions, readPlugins } from './pluginFiles';
import { resolveRoute } from './proxy';
import { type Environment, readProvisioning } from './provisioning';

export interface FakeGrafanaOptions {
  /** Any free one unless told. */
  port?: number;
  /** Signs who is asking; one of its own unless told. */
  signer?: IdentitySigner;
  /** The built app. */
  dist: string;
  /** Files that Grafana would read at its start, and the environment that they name. */
  provisioning: string;
  environment?: Environment;
  users: FakeUser[];
  /** The bundled page, and the packages that its icons come from. */
  page: { dir: string; packages: string; version: string };
}

export interface FakeGrafana {
  /** Without a slash at its end. */
  url: string;
  signer: IdentitySigner;
  /** What went through the app's proxy, the newest last. */
  proxied: { method: string; path: string; status: number }[];
  /** Answers all that goes through the app's proxy by itself, until told otherwise. */
  interfere(answer: Interference | undefined): void;
  /** Where the browser goes to be somebody, and then to a page. */
  signIn(login: string, to?: string, theme?: Theme): string;
  stop(): Promise<void>;
}

export type Interference = (request: { method: string; path: string }) => Promise<Interfered> | Interfered;
/** Nothing lets the request through. */
export type Interfered = { status: number; body: unknown } | undefined;

/** A Grafana that is none: it serves what is built to a browser and keeps the rules of the real one's proxy. */
export async function startFakeGrafana(options: FakeGrafanaOptions): Promise<FakeGrafana> {
  const { port = 0, dist, users, page } = options;
  const plugins = readPlugins(dist);
  const provisioned = readProvisioning(options.provisioning, options.environment ?? {});
  const icons = join(page.packages, '@grafana/ui/dist/public/img/icons');
  const proxied: FakeGrafana['proxied'] = [];
  let interference: Interference | undefined;
  let signer: IdentitySigner;
  let url = '';

  const server = createServer((request, response) => {
    void answer(request, response).catch((error: unknown) => {
      if (!response.headersSent) json(response, 500, { message: String(error) });
    });
  });
  await new Promise<void>(done => server.listen(port, '127.0.0.1', done));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  signer = options.signer ?? new IdentitySigner(`${url}/`);

  async function answer(request: IncomingMessage, response: ServerResponse) {
    const { pathname, search, searchParams } = new URL(request.url ?? '/', url);
    if (pathname === '/login') return signIn(response, searchParams);
    if (pathname === '/api/signing-keys/keys') return json(response, 200, signer.jwks());
    if (pathname.startsWith('/public/')) return serveFile(response, fileOf(pathname));
    const session = sessionOf(request);
    const user = users.find(({ login }) => login === session.user);
    if (pathname.startsWith('/api/')) {
      if (!user) return json(response, 401, { message: 'Unauthorized' });
      return api(request, response, user, { pathname, search });
    }
    if (!user) return redirect(response, `/login?user=${users[0]?.login}&to=${encodeURIComponent(pathname + search)}`);
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' });
    response.end(document(user, session.theme));
  }

  async function api(
    request: IncomingMessage,
    response: ServerResponse,
    user: FakeUser,
    { pathname, search }: { pathname: string; search: string },
  ) {
    const parts = pathname.split('/').slice(2);
    const [kind, first = '', second = '', ...rest] = parts;
    if (kind === 'plugin-proxy')
      return appProxy(request, response, user, { id: first, path: [second, ...rest].join('/'), search });
    if (kind === 'datasources' && first === 'proxy' && second === 'uid') {
      const [uid, ...below] = rest;
      return dataSourceProxy(request, response, String(uid), `${below.join('/')}${search}`);
    }
    if (kind === 'prometheus')
      return dataSourceProxy(request, response, first, `${[second, ...rest].join('/')}${search}`);
    if (kind === 'plugins' && second === 'settings') return settings(request, response, user, first);
    if (kind === 'dashboards' && first === 'uid') {
      const found = provisioned.dashboards.find(({ uid }) => uid === second);
      return found ? json(response, 200, { dashboard: found, meta: { provisioned: true } }) : notFound(response);
    }
    if (kind === 'search')
      return json(
        response,
        200,
        provisioned.dashboards.map(({ uid, title }) => ({ uid, title })),
      );
    return notFound(response);
  }

  async function appProxy(
    request: IncomingMessage,
    response: ServerResponse,
    user: FakeUser,
    { id, path, search }: { id: string; path: string; search: string },
  ) {
    const method = request.method ?? 'GET';
    const record = { method, path: `${path}${search}`, status: 0 };
    response.on('finish', () => (record.status = response.statusCode));
    proxied.push(record);
    const interfered = await interference?.({ method, path });
    if (interfered) return json(response, interfered.status, interfered.body);
    const app = appOf(id);
    const own = provisioned.apps.find(({ type }) => type === id);
    if (!app || !own) return notFound(response);
    const caller = { orgRole: user.orgRole, actions: grantedActions(plugins, user) };
    const data = { JsonData: own.jsonData ?? {}, SecureJsonData: own.secureJsonData ?? {} };
    const to = resolveRoute(app.json.routes ?? [], { method, path, search }, caller, data);
    if (to.status !== 200) return json(response, to.status, { message: to.message });
    const context = { userId: user.id, orgId: 1, orgRole: user.orgRole, login: user.login, email: user.email };
    return forward(request, response, {
      url: to.url,
      headers: {
        ...{ 'x-grafana-context': JSON.stringify(context), 'x-grafana-user': user.login },
        'x-grafana-id': signer.token(user),
        ...to.headers,
      },
    });
  }

  function dataSourceProxy(request: IncomingMessage, response: ServerResponse, uid: string, path: string) {
    const source = provisioned.datasources.find(one => one.uid === uid);
    if (!source?.url) return notFound(response);
    return forward(request, response, { url: `${source.url.replace(/\/$/, '')}/${path}`, headers: {} });
  }

  async function settings(request: IncomingMessage, response: ServerResponse, user: FakeUser, id: string) {
    const app = appOf(id);
    const own = provisioned.apps.find(({ type }) => type === id);
    if (!app) return notFound(response);
    if (request.method === 'POST') {
      if (user.orgRole !== 'Admin') return json(response, 403, { message: 'Access denied' });
      const { jsonData, secureJsonData } = JSON.parse(String(await bodyOf(request))) as NonNullable<typeof own>;
      if (own) Object.assign(own, { jsonData, secureJsonData: { ...own.secureJsonData, ...secureJsonData } });
      return json(response, 200, { message: 'Plugin settings updated' });
    }
    const kept = Object.keys(own?.secureJsonData ?? {}).map(name => [name, true]);
    return json(response, 200, {
      ...{ ...app.json, baseUrl: app.baseUrl, module: `${app.baseUrl}/module.js`, enabled: own?.disabled !== true },
      ...{ pinned: true, jsonData: own?.jsonData ?? {}, secureJsonFields: Object.fromEntries(kept) },
    });
  }

  function signIn(response: ServerResponse, query: URLSearchParams) {
    const session = JSON.stringify({ user: query.get('user'), theme: query.get('theme') ?? 'dark' });
    response.setHeader('set-cookie', `grafana_session=${encodeURIComponent(session)}; Path=/; HttpOnly; SameSite=Lax`);
    redirect(response, query.get('to') ?? '/');
  }

  const appOf = (id: string) => plugins.find(({ json: { id: own, type } }) => own === id && type === 'app');

  function fileOf(pathname: string): string | undefined {
    const [, , kind = '', ...rest] = normalize(decodeURIComponent(pathname)).split('/');
    const path = rest.join('/');
    if (kind === 'plugins') {
      const [id, ...below] = rest;
      return appOf(String(id)) && join(dist, ...below);
    }
    if (kind === 'fonts') return fonts[path];
    if (kind === 'build' && path === 'img/icons/unicons/spinner.svg') return join(icons, 'unicons/sync.svg');
    if (kind === 'build' && path.startsWith('img/icons/')) return join(icons, path.slice('img/icons/'.length));
    return kind === 'build' ? join(page.dir, path) : undefined;
  }

  function document(user: FakeUser, theme: Theme) {
    const boot = bootData(plugins, provisioned, user, { theme, version: page.version, appUrl: `${url}/` });
    return html(JSON.stringify(boot).replaceAll('<', '\\u003c'), theme);
  }

  return {
    url,
    signer,
    proxied,
    interfere: answering => void (interference = answering),
    signIn: (login, to = '/', theme = 'dark') =>
      `${url}/login?user=${login}&theme=${theme}&to=${encodeURIComponent(to)}`,
    stop: () =>
      new Promise<void>(done => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}

const html = (boot: string, theme: Theme) => `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>Fake Grafana</title>
    <link rel="icon" href="data:," />
    <link rel="stylesheet" href="/public/build/page.css" />
    <script>
      window.grafanaBootData = ${boot};
      window.__grafana_public_path__ = '/public/';
    </script>
  </head>
  <body class="theme-${theme}">
    <div id="reactRoot"></div>
    <script src="/public/build/system.js"></script>
    <script src="/public/build/amd.js"></script>
    <script type="module" src="/public/build/page.js"></script>
  </body>
</html>
`;

/** Core's font, from where its makers publish it. */
const inter = (weight: number) =>
  join(__dirname, `../../node_modules/@fontsource/inter/files/inter-latin-${weight}-normal.woff2`);
const fonts: Record<string, string> = {
  'inter/Inter-Regular.woff2': inter(400),
  'inter/Inter-Medium.woff2': inter(500),
};

const types: Record<string, string> = {
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.map': 'application/json',
  '.md': 'text/markdown',
};

function serveFile(response: ServerResponse, file: string | undefined) {
  if (!file || !existsSync(file) || !statSync(file).isFile()) return notFound(response);
  response.writeHead(200, {
    'content-type': types[extname(file)] ?? 'application/octet-stream',
    'access-control-allow-origin': '*',
  });
  response.end(readFileSync(file));
}

function sessionOf(request: IncomingMessage): { user?: string; theme: Theme } {
  const found = /grafana_session=([^;]+)/.exec(request.headers.cookie ?? '');
  return found ? (JSON.parse(decodeURIComponent(found[1]!)) as { user: string; theme: Theme }) : { theme: 'dark' };
}

function redirect(response: ServerResponse, to: string) {
  // Nowhere but here: what the page is told to open may not lead away.
  response.writeHead(302, { location: /^\/(?!\/)/.test(to) ? to : '/' });
  response.end();
}

const notFound = (response: ServerResponse) => json(response, 404, { message: 'Not found' });
