import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chown, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { endWithUs } from '../../../../../provisioning/demo/src/endWithUs';

const isRoot = process.getuid?.() === 0;
const nobody = 65534;

export interface RealAlertmanager {
  url: string;
  pid(): number;
  /** Sends alerts as Prometheus would. */
  post(alerts: object[]): Promise<void>;
  /** Kills it and runs it again, in the same place. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

/** How alerts are brought together, in Alertmanager's own words. */
interface Grouping {
  group_by: string[];
  group_wait: string;
  group_interval: string;
}

const atOnce: Grouping = { group_by: ['cluster'], group_wait: '0s', group_interval: '1s' };

/** A real Alertmanager on the loopback interface that calls `webhook` with a bearer token. */
export async function realAlertmanager(webhook: string, token: string, grouping = atOnce): Promise<RealAlertmanager> {
  const folder = await mkdtemp(join(tmpdir(), 'alertmanager-'));
  const port = await freePort();
  await writeFile(join(folder, 'config.yml'), config(webhook, token, grouping));
  if (isRoot) await chown(folder, nobody, nobody);
  const url = `http://127.0.0.1:${port}`;
  const run = async () => {
    const child = spawn(
      'prometheus-alertmanager',
      [
        `--config.file=${join(folder, 'config.yml')}`,
        `--storage.path=${join(folder, 'data')}`,
        `--web.listen-address=127.0.0.1:${port}`,
        '--cluster.listen-address=',
        '--log.level=warn',
      ],
      { stdio: 'ignore', ...(isRoot && { uid: nobody, gid: nobody }) },
    );
    endWithUs(child);
    const died = once(child, 'exit');
    await ready(`${url}/-/ready`, child);
    return { child, died };
  };
  let running = await run();
  return {
    url,
    pid: () => running.child.pid ?? 0,
    async restart() {
      running.child.kill('SIGKILL');
      await running.died;
      running = await run();
    },
    async post(alerts) {
      const headers = { 'Content-Type': 'application/json' };
      const answer = await fetch(`${url}/api/v2/alerts`, { method: 'POST', headers, body: JSON.stringify(alerts) });
      if (!answer.ok) throw new Error(`Alertmanager answered ${answer.status}: ${await answer.text()}`);
    },
    async stop() {
      running.child.kill('SIGTERM');
      await running.died;
      await rm(folder, { recursive: true, force: true });
    },
  };
}

const config = (webhook: string, token: string, { group_by, group_wait, group_interval }: Grouping) => `
route:
  receiver: autocura
  group_by: [${group_by.join(', ')}]
  group_wait: ${group_wait}
  group_interval: ${group_interval}
receivers:
  - name: autocura
    webhook_configs:
      - url: ${webhook}
        http_config: { authorization: { credentials: ${token} } }
`;

async function ready(url: string, child: ChildProcess) {
  while (child.exitCode === null) {
    const answer = await fetch(url).catch(() => undefined);
    if (answer?.ok) return;
    await new Promise(resolve => setImmediate(resolve));
  }
  throw new Error(`Alertmanager exited with ${child.exitCode}`);
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
