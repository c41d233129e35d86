import { join, resolve } from 'node:path';
import { PortTakenError, startTogether } from '../src/allTogether';
import { OwnedError } from '../src/claim';
import { endOldAlerts } from '../src/endOldAlerts';
import { follow } from '../src/follow';
import type { ShopUrls } from '../src/shop';

const dir = resolve(process.env.AUTOCURA_SHOP ?? join(__dirname, '../../../.data/demo'));
const port = Number(process.env.AUTOCURA_PORT ?? 7007);
const logsUrl = process.env.AUTOCURA_LOGS;
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
  // npm and the terminal may both pass the same Ctrl-C on.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void stop(0));
  const fresh = process.argv.includes('--fresh');
  const { shop, url, tokens, startedAt, backend } = await startTogether({
    ...{ dir, port, fresh, say },
    ...(logsUrl !== undefined && { logsUrl }),
    onStop: end => void stops.push(end),
  });
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
  console.log(welcome(url, shop.urls));
}

const invitation = `  Break something from another terminal, and watch:
    npm run break -- memory-leak
    npm run break -- --list`;

function next(prometheus?: string, alertmanager?: string): string {
  if (prometheus && alertmanager) return invitation;
  const missing = [...(prometheus ? [] : ['Prometheus']), ...(alertmanager ? [] : ['Alertmanager'])];
  return `  Nothing will alert until ${missing.join(' and ')} ${missing.length > 1 ? 'are' : 'is'} installed.`;
}

const welcome = (url: string, { prometheus, alertmanager }: ShopUrls) => `
  Autocura   ${url}/autocura
  Prometheus ${prometheus ?? 'not installed'}
  Logs       ${dir}

${next(prometheus, alertmanager)}

  Ctrl-C stops everything.
`;

main().catch(async (error: unknown) => {
  if (error instanceof OwnedError || error instanceof PortTakenError) {
    say(error.message);
    process.exit(1);
  }
  say(error instanceof Error ? (error.stack ?? error.message) : String(error));
  await stop(1);
});
