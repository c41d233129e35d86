import { randomBytes } from 'node:crypto';
import { mkdirSync, rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { startBackend } from '../src/backend';
import { buildBackend, buildPage } from '../src/build';
import { follow } from '../src/follow';
import { startShop } from '../src/shop';
import { answers } from '../src/wait';

const root = resolve(__dirname, '../../..');
const dir = resolve(root, '.data/demo');
const port = Number(process.env.AUTOCURA_PORT ?? 7007);
const say = (text: string) => console.log(`autocura: ${text}`);

async function main() {
  if (await answers(`http://127.0.0.1:${port}/.backstage/health/v1/liveness`)) {
    say(`port ${port} is taken, probably by an earlier npm start; stop that first, or set AUTOCURA_PORT`);
    process.exitCode = 1;
    return;
  }
  if (process.argv.includes('--fresh')) rmSync(dir, { recursive: true, force: true });
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  await buildPage(root, say);
  await buildBackend(root, say);

  const url = `http://127.0.0.1:${port}`;
  const tokens = { shop: randomBytes(24).toString('hex'), operator: randomBytes(24).toString('hex') };
  const stops: (() => Promise<void>)[] = [];
  let stopping = false;
  const stop = async (code: number) => {
    if (stopping) return;
    stopping = true;
    say('stopping …');
    for (const end of stops.reverse()) await end().catch(error => say(String(error)));
    process.exit(code);
  };
  // npm and the terminal may both pass the same Ctrl-C on.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void stop(0));

  try {
    say('starting the shop: services, PostgreSQL, Prometheus, Alertmanager and shoppers …');
    const shop = await startShop({ dir, portBase: 20_000, backendUrl: url, token: tokens.shop, onProgress: say });
    stops.push(() => shop.stop());
    const backend = await startBackend({ root, dir, port, tokens, shop: shop.urls, onProgress: say });
    stops.push(() => backend.stop());
    void backend.exited.then(code => {
      if (!stopping) say(`the backend ended with ${code}; its log is ${backend.log}`);
      void stop(1);
    });
    const feed = follow({ url, token: tokens.operator, say });
    stops.push(async () => feed.stop());
    console.log(`
  Autocura   ${url}/autocura
  Prometheus ${shop.urls.prometheus ?? 'not installed'}
  Logs       ${dir}

  Break something from another terminal, and watch:
    npm run break -- memory-leak
    npm run break -- --list

  Ctrl-C stops everything.
`);
  } catch (error) {
    say(error instanceof Error ? (error.stack ?? error.message) : String(error));
    await stop(1);
  }
}

void main();
