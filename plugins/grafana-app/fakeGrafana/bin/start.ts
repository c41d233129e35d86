import { resolve } from 'node:path';
import { endOldAlerts } from '../../../../provisioning/demo/src/endOldAlerts';
import { startWithShop } from '../withShop';

const dir = resolve(process.env.AUTOCURA_SHOP ?? resolve(__dirname, '../../../../.data/grafana'));
const port = Number(process.env.AUTOCURA_PORT ?? 7007);
const policy = resolve(__dirname, '../../../../provisioning/demo/policy.train.yaml');
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
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void stop(0));

const major = process.argv.includes('--13') ? 13 : 12;
startWithShop({ majors: [major], dir, port, grafanaPort: 3000, policy, say, onStop: end => void stops.push(end) }).then(
  async ({ together: { url, tokens, startedAt }, grafanas }) => {
    await endOldAlerts({ url, tokens, startedAt }).catch(error => say(String(error)));
    const grafana = grafanas.get(major);
    console.log(`
  A fake Grafana ${major}   ${grafana?.signIn('ana', '/a/autocura-healing-app')}
  Other people          eve may only look, bob may respond, rui reads Portuguese: ?user= in that address
  Alerts                ${grafana?.url}/alerting

  Break something from another terminal:
    AUTOCURA_SHOP=${dir} npm run break -- memory-leak

  Ctrl-C stops everything.
`);
  },
  async (error: unknown) => {
    say(String(error));
    await stop(1);
  },
);
