import { randomBytes } from 'node:crypto';
import { mkdirSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { endOldBackend, startBackend } from '../src/backend';
import { buildBackend, buildPage } from '../src/build';
import { OwnedError, ownerOf } from '../src/claim';
import { endOldAlerts } from '../src/endOldAlerts';
import { follow } from '../src/follow';
import { takeLane } from '../src/ports';
import type { ShopUrls } from '../src/shop';
import { startShop } from '../src/shop';
import { answers } from '../src/wait';

const root = resolve(__dirname, '../../..');
const dir = resolve(process.env.AUTOCURA_SHOP ?? join(root, '.data/demo'));
const port = Number(process.env.AUTOCURA_PORT ?? 7007);
const url = `http://127.0.0.1:${port}`;
const say = (text: string) => console.log(`autocura: ${text}`);

const stops: (() => Promise<unknown>)[] = [];
let stopping = false;
async function stop(code: number) {
  if (stopping) return;
  stopping = true;
  say('stopping …');
  for (const end of stops.reverse()) await end().catch(error => say(String(error)));
  process.exit(code);
}

async function main() {
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  const owner = ownerOf(dir);
  if (owner !== undefined) throw new OwnedError(dir, owner);
  if (endOldBackend(dir) > 0) say('ended the backend that an earlier run left behind');
  if (await answers(`${url}/.backstage/health/v1/liveness`)) {
    say(`port ${port} is taken, perhaps by another npm start; stop that first, or set AUTOCURA_PORT`);
    process.exitCode = 1;
    return;
  }
  await buildPage(root, say);
  await buildBackend(root, say);

  // npm and the terminal may both pass the same Ctrl-C on.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void stop(0));
  say('starting the shop: services, PostgreSQL, Prometheus, Alertmanager and shoppers …');
  const tokens = { shop: randomBytes(24).toString('hex'), operator: randomBytes(24).toString('hex') };
  const startedAt = new Date();
  const shop = await startShop({
    dir,
    portBase: (await takeLane()).base,
    backendUrl: url,
    token: tokens.shop,
    onProgress: say,
  });
  stops.push(() => shop.stop());
  if (process.argv.includes('--fresh')) rmSync(join(dir, 'backend'), { recursive: true, force: true });
  const backend = await startBackend({ root, dir, port, tokens, shop: shop.urls, onProgress: say });
  stops.push(() => backend.stop());
  void backend.exited.then(how => {
    if (!stopping) say(`the backend ended with ${how}; its log is ${backend.log}`);
    void stop(1);
  });
  const endOld = () =>
    endOldAlerts({ url, tokens, startedAt }).then(
      ended => ended > 0 && say(`ended ${ended} ${ended === 1 ? 'alert' : 'alerts'} of the shop that ran before`),
      error => say(`alerts of the shop that ran before may stay open: ${error}`),
    );
  await endOld();
  // What came in the last moment before a crash is part of an incident only now.
  const later = setTimeout(() => void endOld(), 10_000);
  stops.push(async () => clearTimeout(later));
  const feed = follow({ url, token: tokens.operator, say });
  stops.push(async () => feed.stop());
  console.log(welcome(shop.urls));
}

const invitation = `  Break something from another terminal, and watch:
    npm run break -- memory-leak
    npm run break -- --list`;

function next(prometheus?: string, alertmanager?: string): string {
  if (prometheus && alertmanager) return invitation;
  const missing = [...(prometheus ? [] : ['Prometheus']), ...(alertmanager ? [] : ['Alertmanager'])];
  return `  Nothing will alert until ${missing.join(' and ')} ${missing.length > 1 ? 'are' : 'is'} installed.`;
}

const welcome = ({ prometheus, alertmanager }: ShopUrls) => `
  Autocura   ${url}/autocura
  Prometheus ${prometheus ?? 'not installed'}
  Logs       ${dir}

${next(prometheus, alertmanager)}

  Ctrl-C stops everything.
`;

main().catch(async (error: unknown) => {
  if (error instanceof OwnedError) {
    say(error.message);
    process.exit(1);
  }
  say(error instanceof Error ? (error.stack ?? error.message) : String(error));
  await stop(1);
});
