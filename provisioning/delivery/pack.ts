import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { versionOf } from './versions';

const packages = ['@autocura/common', '@autocura/backstage-plugin', '@autocura/backstage-plugin-backend'];
const app = 'plugins/grafana-app';

/** Builds what a release brings beside the image: the packages for npm, the plugin for Grafana, and their checksums. */
export function pack(root: string, folder: string, say: (text: string) => void) {
  mkdirSync(folder, { recursive: true });
  const npm = (...args: string[]) => execFileSync('npm', args, { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] });
  say('packages …');
  npm('run', 'build');
  npm('pack', '--pack-destination', folder, ...packages.flatMap(name => ['-w', name]));
  say('plugin …');
  npm('--prefix', app, 'run', 'build');
  const id = (JSON.parse(readFileSync(join(root, app, 'dist/plugin.json'), 'utf8')) as { id: string }).id;
  const made = mkdtempSync(join(tmpdir(), 'plugin-'));
  try {
    // Grafana wants the plugin's id as the only folder in the archive.
    cpSync(join(root, app, 'dist'), join(made, id), { recursive: true });
    const archive = join(folder, `${id}-${versionOf(root)}.zip`);
    rmSync(archive, { force: true });
    execFileSync('zip', ['-qr', '-X', archive, id], { cwd: made });
  } finally {
    rmSync(made, { recursive: true });
  }
  writeFileSync(join(folder, 'SHA256SUMS'), checksums(folder));
  say(readFileSync(join(folder, 'SHA256SUMS'), 'utf8'));
}

/** Lines as `sha256sum --check` reads them, of every file but the one that they go into. */
export const checksums = (folder: string): string =>
  readdirSync(folder)
    .filter(name => name !== 'SHA256SUMS')
    .sort()
    .map(
      name =>
        `${createHash('sha256')
          .update(readFileSync(join(folder, name)))
          .digest('hex')}  ${name}\n`,
    )
    .join('');
