import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Lockfile, notPermissive } from './licences';

const root = join(__dirname, '../..');

/**
 * Reads both lockfiles: what is not permissive, and what npm's registry knows critical vulnerabilities of. Exit code 1:
 * something is wrong; 2: it could not be told.
 */
function check() {
  for (const folder of ['.', 'plugins/grafana-app']) {
    const file = join(root, folder, 'package-lock.json');
    const refused = notPermissive(JSON.parse(readFileSync(file, 'utf8')) as Lockfile);
    for (const one of refused) console.log(`${folder}: not permissive: ${one}`);
    if (refused.length > 0) process.exitCode = 1;

    const command = ['audit', '--package-lock-only', '--json', '--prefix', join(root, folder)];
    const { stdout } = spawnSync('npm', command, { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
    const critical = criticalIn(stdout);
    if (critical === undefined) {
      console.error(`${folder}: the registry does not tell vulnerabilities: ${stdout.slice(0, 200)}`);
      process.exitCode ??= 2;
    } else if (critical.length > 0) {
      console.log(`${folder}: critical vulnerabilities: ${critical.join(', ')}`);
      process.exitCode = 1;
    }
  }
  if (process.exitCode === undefined)
    console.log('all licences are permissive, and no critical vulnerability is known');
}

interface Report {
  vulnerabilities?: Record<string, { severity: string }>;
}

/** Names of packages; undefined when it is no report of npm's. */
function criticalIn(report: string): string[] | undefined {
  try {
    const { vulnerabilities } = JSON.parse(report) as Report;
    return (
      vulnerabilities && Object.keys(vulnerabilities).filter(name => vulnerabilities[name]?.severity === 'critical')
    );
  } catch {
    return undefined;
  }
}

check();
