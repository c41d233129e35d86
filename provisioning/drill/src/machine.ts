import { spawnSync } from 'node:child_process';
import { cpus, totalmem } from 'node:os';
import type { League } from './types';

/** What the figures were measured on. */
export function machine(): League['machine'] {
  const told = spawnSync('prometheus', ['--version'], { encoding: 'utf8' });
  const [, prometheus = 'not installed'] = /version (\S+)/.exec(`${told.stdout}${told.stderr}`) ?? [];
  return {
    cores: cpus().length,
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    cpu: cpus()[0]?.model ?? 'unknown',
    node: process.version,
    prometheus,
  };
}

const servers = { Prometheus: ['prometheus'], Alertmanager: ['prometheus-alertmanager', 'alertmanager'] };

/** What has to be installed for alerts to fire and is not. */
export const missingServers = (): string[] =>
  Object.entries(servers).flatMap(([name, programs]) =>
    programs.some(program => spawnSync('sh', ['-c', `command -v ${program}`], { stdio: 'ignore' }).status === 0)
      ? []
      : [name],
  );
