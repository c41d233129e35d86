import { build } from 'esbuild';
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

type Say = (text: string) => void;

export const backendBundle = (root: string) => join(root, 'plugins/backstage-backend/dist/standalone.js');

/**
 * Our own sources in one file; packages stay where they are, since some find files beside themselves. Without a source
 * map: the file is readable, and Node would need some 100 MB for the maps of all packages.
 */
export async function buildBackend(root: string, say: Say) {
  await build({
    entryPoints: [join(root, 'plugins/backstage-backend/dev/index.ts')],
    outfile: backendBundle(root),
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    packages: 'external',
    alias: {
      '@autocura/common/schemas': join(root, 'plugins/common/src/schemas/index.ts'),
      '@autocura/common': join(root, 'plugins/common/src/index.ts'),
    },
    logLevel: 'warning',
  });
  say('backend built');
}

/** Builds the page unless it was built from these very sources. */
export async function buildPage(root: string, say: Say) {
  const app = join(root, 'plugins/backstage-frontend/dev');
  const sources = ['plugins/common/src', 'plugins/backstage-frontend/src', 'plugins/backstage-frontend/dev/src'];
  const digest = digestOf([...sources.map(folder => join(root, folder)), join(root, 'package-lock.json')]);
  const mark = join(app, 'dist/.built-from');
  if (existsSync(mark) && readFileSync(mark, 'utf8') === digest) return;
  say('building the page (about half a minute, once) …');
  await run(join(root, 'node_modules/.bin/backstage-cli'), ['package', 'build'], app);
  writeFileSync(mark, digest);
  say('page built');
}

function digestOf(paths: string[]): string {
  const hash = createHash('sha256');
  const add = (path: string) => {
    if (statSync(path).isDirectory())
      return void readdirSync(path)
        .sort()
        .forEach(name => add(join(path, name)));
    hash.update(path).update(readFileSync(path));
  };
  paths.forEach(add);
  return hash.digest('hex');
}

function run(command: string, args: string[], cwd: string): Promise<void> {
  return new Promise((resolve, reject) => {
    // Jest calls its own processes a test, for which no browsers are listed.
    const env = { ...process.env, NODE_ENV: 'production' };
    const child = spawn(command, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', chunk => (output += String(chunk)));
    child.on('error', reject);
    child.on('exit', code => (code === 0 ? resolve() : reject(new Error(`${command} ended with ${code}:\n${output}`))));
  });
}
