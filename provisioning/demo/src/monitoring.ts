import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, stringify } from 'yaml';
import type { PidFile } from './pids';
import type { portsOf } from './ports';
import { startServer } from './server';
import type { Server } from './server';
import { answers, until } from './wait';

export interface MonitoringOptions {
  dir: string;
  ports: ReturnType<typeof portsOf>;
  /** Where Alertmanager calls, and what it bears; without it Alertmanager is left out. */
  backendUrl: string | undefined;
  token: string;
  pids: PidFile;
  onProgress: (text: string) => void;
}

export interface Monitoring {
  prometheusUrl?: string;
  alertmanagerUrl?: string;
  stop(): Promise<void>;
}

const provisioning = join(__dirname, '../..');
// One operating system thread each leaves the cores to the services.
const env = { ...process.env, GOMAXPROCS: '1' };

/** Starts Prometheus and Alertmanager as far as they are installed. */
export async function startMonitoring({
  dir,
  ports,
  backendUrl,
  token,
  pids,
  onProgress,
}: MonitoringOptions): Promise<Monitoring> {
  writePrometheusConfig({ dir, ports, backendUrl, token });
  const prometheus = found(['prometheus']);
  const alertmanager = found(['prometheus-alertmanager', 'alertmanager']);
  tellMissing({ prometheus, alertmanager }, onProgress);
  const servers: Server[] = [];
  const run = async (name: string, command: string, port: number, args: string[]) => {
    const log = join(dir, `${name}.log`);
    servers.push(
      startServer(command, [...args, `--web.listen-address=127.0.0.1:${port}`, '--log.level=warn'], log, pids, { env }),
    );
    const url = `http://127.0.0.1:${port}`;
    await until(name, () => answers(`${url}/-/ready`), 20_000);
    return url;
  };
  const alerting = alertmanager && backendUrl !== undefined;
  if (alerting) writeAlertmanagerConfig(dir, backendUrl, token);
  const [alertmanagerUrl, prometheusUrl] = await Promise.all([
    alerting
      ? run('alertmanager', alertmanager, ports.alertmanager, [
          `--config.file=${join(dir, 'alertmanager', 'alertmanager.yml')}`,
          `--storage.path=${join(dir, 'alertmanager', 'data')}`,
          '--cluster.listen-address=',
        ])
      : undefined,
    prometheus
      ? run('prometheus', prometheus, ports.prometheus, [
          `--config.file=${join(dir, 'prometheus', 'prometheus.yml')}`,
          `--storage.tsdb.path=${join(dir, 'prometheus', 'data')}`,
          '--storage.tsdb.retention.time=6h',
        ])
      : undefined,
  ]);
  return {
    ...(prometheusUrl && { prometheusUrl }),
    ...(alertmanagerUrl && { alertmanagerUrl }),
    stop: async () => void (await Promise.all(servers.map(server => server.stop()))),
  };
}

/** The repository's file with this run's ports in place of the first lane's, and its backend where there is one. */
function writePrometheusConfig({
  dir,
  ports,
  backendUrl,
  token,
}: Pick<MonitoringOptions, 'dir' | 'ports' | 'backendUrl' | 'token'>) {
  const folder = join(dir, 'prometheus');
  mkdirSync(folder, { recursive: true });
  const text = readFileSync(join(provisioning, 'prometheus/prometheus.yml'), 'utf8')
    .replaceAll('127.0.0.1:20001', `127.0.0.1:${ports.metrics}`)
    .replaceAll('127.0.0.1:20005', `127.0.0.1:${ports.alertmanager}`)
    .replaceAll('127.0.0.1:7007', backendUrl === undefined ? '127.0.0.1:9' : new URL(backendUrl).host);
  writeFileSync(join(folder, 'prometheus.yml'), text);
  copyFileSync(join(provisioning, 'prometheus/rules.yml'), join(folder, 'rules.yml'));
  writeFileSync(join(folder, 'token'), token, { mode: 0o600 });
}

interface AlertmanagerConfig {
  receivers: { webhook_configs: { url: string }[] }[];
}

function writeAlertmanagerConfig(dir: string, backendUrl: string, token: string) {
  const folder = join(dir, 'alertmanager');
  mkdirSync(folder, { recursive: true });
  const config = parse(readFileSync(join(provisioning, 'alertmanager/alertmanager.yml'), 'utf8')) as AlertmanagerConfig;
  for (const { webhook_configs } of config.receivers) {
    for (const webhook of webhook_configs) webhook.url = `${backendUrl}/api/autocura/v1/alerts/alertmanager`;
  }
  writeFileSync(join(folder, 'alertmanager.yml'), stringify(config));
  writeFileSync(join(folder, 'token'), token, { mode: 0o600 });
}

const found = (names: string[]) =>
  names.find(name => spawnSync('sh', ['-c', `command -v ${name}`], { stdio: 'ignore' }).status === 0);

function tellMissing(
  { prometheus, alertmanager }: Record<'prometheus' | 'alertmanager', string | undefined>,
  onProgress: (text: string) => void,
) {
  const missing = [
    ...(prometheus ? [] : [{ name: 'Prometheus', from: 'prometheus' }]),
    ...(alertmanager ? [] : [{ name: 'Alertmanager', from: 'prometheus-alertmanager' }]),
  ];
  if (missing.length === 0) return;
  const names = missing.map(({ name }) => name).join(' and ');
  const packages = missing.map(({ from }) => from).join(' ');
  const install = `apt-get update && apt-get install -y --no-install-recommends ${packages}`;
  onProgress(`${names} ${missing.length > 1 ? 'are' : 'is'} not installed, so nothing will alert. By hand: ${install}`);
}
