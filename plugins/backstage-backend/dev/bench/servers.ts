import { spawn, spawnSync, type SpawnOptions } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, mkdirSync, mkdtempSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { backendBundle } from '../../../../provisioning/demo/src/build';
import { endWithUs } from '../../../../provisioning/demo/src/endWithUs';
import { alertmanagerForm, webhookForm, type Form } from './alerts';

/** What is measured: a server that takes alerts. */
export interface Target {
  name: string;
  form: Form;
  port: number;
  /** Of its replicas beside it. */
  morePorts?: number[];
  path: string;
  headers: Record<string, string>;
  /** Processes whose time counts, with all that descend from them. */
  pids: number[];
  stop(): Promise<void>;
}

const root = resolve(__dirname, '../../../..');
const token = 'token-of-the-bench';
const asNobody = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {};

export const alertmanagerCommand = ['prometheus-alertmanager', 'alertmanager'].find(
  name => spawnSync('sh', ['-c', `command -v ${name}`], { stdio: 'ignore' }).status === 0,
);

/** Takes alerts and tells nobody within the time of the bench. */
export async function startAlertmanager(command: string): Promise<Target> {
  const [dir, port] = [folder('alertmanager'), await freePort()];
  const config = join(dir, 'alertmanager.yml');
  const route = 'group_by: [alertname, namespace], group_wait: 10m, group_interval: 10m';
  writeFileSync(config, `route: { receiver: nobody, ${route} }\nreceivers: [{ name: nobody }]\n`);
  const args = [`--config.file=${config}`, `--storage.path=${join(dir, 'data')}`, '--cluster.listen-address='];
  const server = run(command, [...args, `--web.listen-address=127.0.0.1:${port}`, '--log.level=warn'], dir, asNobody);
  await server.ready(`http://127.0.0.1:${port}/-/ready`);
  return {
    ...{ name: 'Alertmanager', form: alertmanagerForm, port, path: '/api/v2/alerts', headers: {} },
    pids: [server.pid],
    stop: server.stop,
  };
}

/** The built backend as it is deployed, with all its plugins, in a process of its own. */
export async function startAutocura(
  name: string,
  database: object,
  { roles, nodeArgs, also = [] }: { roles: string[]; nodeArgs: string[]; also?: number[] },
): Promise<Target> {
  const [dir, port] = [folder('autocura'), await freePort()];
  const config = join(dir, 'app-config.json');
  const baseUrl = `http://127.0.0.1:${port}`;
  const backend = {
    baseUrl,
    listen: { host: '127.0.0.1', port },
    database: { connection: { directory: dir }, ...database },
    auth: { externalAccess: [{ type: 'static', options: { token, subject: 'alertmanager' } }] },
  };
  const app = { title: 'Autocura', baseUrl, packageName: '@autocura/standalone-app' };
  writeFileSync(config, JSON.stringify({ app, backend, autocura: { roles } }), { mode: 0o600 });
  const server = run(process.execPath, [...nodeArgs, backendBundle(root), '--config', config], dir, {
    cwd: join(root, 'plugins/backstage-backend'),
    env: { ...process.env, NODE_ENV: 'production' },
  });
  await server.ready(`${baseUrl}/.backstage/health/v1/readiness`);
  return {
    ...{ name, form: webhookForm, port, path: '/api/autocura/v1/alerts/alertmanager' },
    headers: { authorization: `Bearer ${token}` },
    pids: [server.pid, ...also],
    stop: server.stop,
  };
}

/** So many of them, as behind a load balancer; on one database where `database` is a server. */
export async function startReplicas(
  count: number,
  ...[name, ...how]: Parameters<typeof startAutocura>
): Promise<Target> {
  const all: Target[] = [];
  while (all.length < count) all.push(await startAutocura(name, ...how));
  return asOne(`${name}, ${count} ${count === 1 ? 'replica' : 'replicas'}`, all);
}

export function asOne(name: string, all: Target[]): Target {
  const [first, ...others] = all as [Target, ...Target[]];
  return {
    ...first,
    name,
    morePorts: others.map(({ port }) => port),
    pids: [...new Set(all.flatMap(({ pids }) => pids))],
    stop: () => Promise.all(all.map(one => one.stop())).then(() => undefined),
  };
}

export function run(command: string, args: string[], dir: string, options: SpawnOptions) {
  const log = join(dir, 'log');
  const out = openSync(log, 'a');
  const child = spawn(command, args, { cwd: dir, stdio: ['ignore', out, out], ...options });
  endWithUs(child);
  const ended = once(child, 'exit');
  return {
    pid: child.pid ?? 0,
    async ready(url: string) {
      const until = Date.now() + 120_000;
      while (
        !(await fetch(url).then(
          ({ ok }) => ok,
          () => false,
        ))
      ) {
        if (child.exitCode !== null || Date.now() > until) throw new Error(`${command} does not start; see ${log}`);
        await pause(50);
      }
    },
    async stop() {
      child.kill('SIGTERM');
      await ended;
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

export function folder(name: string): string {
  const dir = mkdtempSync(join(tmpdir(), `bench-${name}-`));
  mkdirSync(join(dir, 'data'));
  if (asNobody.uid !== undefined) [dir, join(dir, 'data')].forEach(one => chownSync(one, asNobody.uid, asNobody.gid));
  return dir;
}

export async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, 'close');
  return port;
}
