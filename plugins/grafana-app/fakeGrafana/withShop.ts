import { randomBytes } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join, resolve } from 'node:path';
import { startTogether, type Together } from '../../../provisioning/demo/src/allTogether';
import { bundlePage, type Major } from './bundlePage';
import { type FakeGrafana, type FakeUser, startFakeGrafana } from './server';

const root = resolve(__dirname, '../../..');
const person = (
  id: number,
  login: string,
  name: string,
  orgRole: FakeUser['orgRole'],
  language?: string,
): FakeUser => ({
  ...{ id, login, name, email: `${login}@example.com`, emailVerified: true, orgRole },
  ...(language && { language }),
});

/** An approver by the backend's file, whom Grafana lets approve nothing. */
const ida: FakeUser = {
  ...person(6, 'ida', 'Ida', 'Editor'),
  without: ['autocura-healing-app.actions:approve'],
};

/** Somebody for each role, as the file that is made for them says, and one who reads Portuguese. */
export const users = [
  ida,
  person(2, 'ana', 'Ana', 'Editor'),
  person(3, 'bob', 'Bob', 'Editor'),
  person(4, 'eve', 'Eve', 'Viewer'),
  person(5, 'rui', 'Rui', 'Editor', 'pt-BR'),
  person(1, 'admin', 'Admin', 'Admin'),
];
const roles =
  'approver: [ana@example.com, rui@example.com, ida@example.com, admin@example.com]\nresponder: [bob@example.com]\n';

export interface WithShopOptions {
  majors: Major[];
  dir: string;
  /** Of the backend. */
  port: number;
  /** Of the first Grafana; any free one unless told. */
  grafanaPort?: number;
  policy?: string;
  say(text: string): void;
  onStop(stop: () => Promise<unknown>): void;
}

/**
 * The shop and the backend of `npm start`, with a fake Grafana of each major before them. All Grafanas are the issuer of
 * the first: only it signs.
 */
export async function startWithShop(options: WithShopOptions) {
  const { majors, dir, port, say, onStop, policy, grafanaPort = await freePort() } = options;
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  const rolesFile = join(dir, 'roles.yaml');
  writeFileSync(rolesFile, roles);
  const secret = () => randomBytes(24).toString('hex');
  const issuer = `http://127.0.0.1:${grafanaPort}/`;
  const environment = {
    AUTOCURA_API_URL: `http://127.0.0.1:${port}/api/autocura`,
    AUTOCURA_GRAFANA_ISSUER: issuer,
    AUTOCURA_GRAFANA_JWKS: `${issuer}api/signing-keys/keys`,
    AUTOCURA_GRAFANA_ROLES: rolesFile,
    AUTOCURA_GRAFANA_VIEWER_TOKEN: secret(),
    AUTOCURA_GRAFANA_RESPONDER_TOKEN: secret(),
    AUTOCURA_GRAFANA_APPROVER_TOKEN: secret(),
    AUTOCURA_GRAFANA_WEBHOOK_SECRET: secret(),
  };
  const pages = [];
  for (const major of majors) {
    say(`bundling the page of a fake Grafana ${major} …`);
    pages.push({ major, page: await bundlePage(major) });
  }
  const configs = [join(root, 'provisioning/grafana/app-config.yaml')];
  const together = await startTogether({
    ...{ dir, port, say, onStop, fresh: true, over: { configs, environment } },
    ...(policy !== undefined && { policy }),
  });
  const grafanas = new Map<Major, FakeGrafana>();
  for (const { major, page } of pages) {
    const [first] = grafanas.values();
    const grafana = await startFakeGrafana({
      dist: join(root, 'plugins/grafana-app/dist'),
      provisioning: join(root, 'provisioning/grafana'),
      environment: { ...environment, PROMETHEUS_URL: together.shop.urls.prometheus },
      ...{ users, page },
      ...(first ? { signer: first.signer } : { port: grafanaPort }),
    });
    onStop(() => grafana.stop());
    grafanas.set(major, grafana);
  }
  return { together, grafanas } satisfies { together: Together; grafanas: Map<Major, FakeGrafana> };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise(done => server.once('listening', done));
  const { port } = server.address() as { port: number };
  await new Promise(done => server.close(done));
  return port;
}
