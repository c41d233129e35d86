import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { overflow, startBrowser } from '../../../../provisioning/demo/src/testBrowser';
import { edited, readmeSteps } from '../readmeSteps';

const root = resolve(__dirname, '../../../..');
const legacy = process.argv.includes('--legacy');
const createApp = '@backstage/create-app@0.9.2';
const names = ['common', 'backstage-frontend', 'backstage-backend'];
const port = 7337;
const url = `http://127.0.0.1:${port}`;
const say = (text: string) => process.stdout.write(`install: ${text}\n`);

/** Over what a new app has: everything on one port of this machine, and one service in the catalog. */
const config = (catalog: string) => `app:
  baseUrl: ${url}
backend:
  baseUrl: ${url}
  listen: { host: 127.0.0.1, port: ${port} }
  database: { client: better-sqlite3, connection: ':memory:' }
catalog:
  locations:
    - { type: file, target: ${catalog} }
`;

const entity = `apiVersion: backstage.io/v1alpha1
kind: Component
metadata:
  name: payment
  annotations: { autocura.io/service: payment }
spec: { type: service, lifecycle: production, owner: guests }
`;

/** Our packages as they would be published, put into a new app by the steps of the README, and looked at in a browser. */
async function main() {
  const dir = mkdtempSync(join(tmpdir(), 'portal-'));
  say(`a new app of the ${legacy ? 'old' : 'new'} frontend system in ${dir}`);
  const tarballs = await pack(join(dir, 'tarballs'));
  const app = join(dir, 'portal');
  await run(`echo portal | npx -y ${createApp} --skip-install ${legacy ? '--legacy' : ''} --path portal`, dir);
  onlyOurs(app, tarballs);
  await follow(app, tarballs);
  writeFileSync(join(dir, 'payment.yaml'), entity);
  writeFileSync(join(app, 'app-config.local.yaml'), config(join(dir, 'payment.yaml')));
  await run('yarn workspace app build', app);
  const stop = await startBackend(app);
  try {
    await look();
    say('card, tab and page are there');
  } finally {
    stop();
  }
}

/** By the name of each package. */
async function pack(to: string): Promise<Map<string, string>> {
  mkdirSync(to, { recursive: true });
  await run('npm run build', root);
  for (const name of names) await run(`npm pack --silent --pack-destination ${to}`, join(root, 'plugins', name));
  const files = readdirSync(to);
  return new Map(
    names.map(name => {
      const known = JSON.parse(readFileSync(join(root, 'plugins', name, 'package.json'), 'utf8')) as { name: string };
      const prefix = known.name.replace('@', '').replace('/', '-');
      return [known.name, join(to, files.find(file => new RegExp(`^${prefix}-\\d`).test(file)) ?? prefix)];
    }),
  );
}

/** Of the release that the app is made for; later ones need a newer backend, and its range lets them in. */
const pinned = { '@backstage/plugin-signals-backend': '0.3.19' };

/** No registry has them, so also what they ask for of each other comes from the tarballs. */
function onlyOurs(app: string, tarballs: Map<string, string>) {
  const path = join(app, 'package.json');
  const known = JSON.parse(readFileSync(path, 'utf8')) as { resolutions?: Record<string, string> };
  const ours = Object.fromEntries([...tarballs].map(([name, file]) => [name, `file:${file}`]));
  writeFileSync(
    path,
    JSON.stringify({ ...known, resolutions: { ...known.resolutions, ...pinned, ...ours } }, undefined, 2),
  );
}

async function follow(app: string, tarballs: Map<string, string>) {
  const steps = readmeSteps(readFileSync(join(__dirname, '../../README.md'), 'utf8'));
  for (const step of steps) {
    if (step.kind === 'run') {
      await run(
        step.command.replace(/(@autocura\/\S+)/, (_, name: string) => `${name}@file:${tarballs.get(name)}`),
        app,
      );
      continue;
    }
    if (step.file.startsWith('packages/app/') && !legacy) continue;
    const path = join(app, step.file);
    writeFileSync(path, edited(readFileSync(path, 'utf8'), step));
  }
}

async function startBackend(app: string): Promise<() => void> {
  const child = spawn('yarn', ['workspace', 'backend', 'start'], { cwd: app, detached: true, stdio: 'inherit' });
  const stop = () => process.kill(-child.pid!);
  for (let tries = 0; tries < 300; tries += 1) {
    const answer = await fetch(`${url}/.backstage/health/v1/readiness`).catch(() => undefined);
    if (answer?.ok) return stop;
    if (child.exitCode !== null) break;
    await new Promise(done => setTimeout(done, 1_000));
  }
  stop();
  throw new Error('the backend of the new app did not start');
}

async function look() {
  const browser = await startBrowser();
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
    const complaints: string[] = [];
    page.on('pageerror', error => complaints.push(String(error)));
    await visit(page, '/catalog/default/component/payment', page.getByText('Last healing'));
    await page.screenshot({ path: picture('card'), fullPage: true });
    await page
      .getByRole('tab', { name: 'Healing' })
      .or(page.getByRole('link', { name: 'Healing' }))
      .first()
      .click();
    await page.getByText('Nothing is known of this service yet').waitFor({ timeout: 60_000 });
    await page.screenshot({ path: picture('tab'), fullPage: true });
    await visit(page, '/autocura', page.getByText('No incident so far'));
    await page.screenshot({ path: picture('page'), fullPage: true });
    if ((await overflow(page)) > 0) complaints.push('the page is wider than the window');
    if (complaints.length > 0) throw new Error(complaints.join('\n'));
  } finally {
    await browser.close();
  }
}

/** Guests may be asked to enter after each reload. */
async function visit(page: Page, path: string, shows: Locator) {
  const enter = page.getByRole('button', { name: 'Enter' });
  await page.goto(`${url}${path}`);
  await enter.or(shows).first().waitFor({ timeout: 120_000 });
  if (await enter.isVisible()) await enter.click();
  await shows.waitFor({ timeout: 60_000 });
}

function picture(name: string) {
  const folder = join(root, '.data/screenshots/installed');
  mkdirSync(folder, { recursive: true });
  return join(folder, `${legacy ? 'old' : 'new'}-${name}.png`);
}

function run(command: string, cwd: string): Promise<void> {
  say(command);
  return new Promise((done, fail) => {
    const child = spawn('sh', ['-c', command], { cwd, stdio: ['ignore', 'inherit', 'inherit'] });
    child.once('error', fail);
    child.once('exit', code => (code === 0 ? done() : fail(new Error(`${command} ended with ${code}`))));
  });
}

main().catch((error: unknown) => {
  say(error instanceof Error ? (error.stack ?? error.message) : String(error));
  process.exit(1);
});
