import { parseArgs } from 'node:util';
import { laneBase } from '../src/ports';
import { startShop } from '../src/shop';

const { values } = parseArgs({
  options: {
    dir: { type: 'string', default: '.data/demo' },
    'port-base': { type: 'string', default: String(laneBase(0)) },
    'backend-url': { type: 'string' },
    seed: { type: 'string', default: '1' },
    arrivals: { type: 'string', default: '8' },
  },
});
const backendUrl = values['backend-url'];

/** The shop alone. Tokens come by the environment, so that no list of processes shows them. */
async function main() {
  const supervisorToken = process.env.AUTOCURA_SUPERVISOR_TOKEN;
  const shop = await startShop({
    dir: values.dir,
    portBase: Number(values['port-base']),
    token: process.env.AUTOCURA_TOKEN ?? '',
    seed: Number(values.seed),
    arrivals: Number(values.arrivals),
    onProgress: text => process.stdout.write(`shop: ${text}\n`),
    ...(backendUrl !== undefined && { backendUrl }),
    ...(supervisorToken !== undefined && { supervisorToken }),
  });
  const { supervisorToken: _secret, ...urls } = shop.urls;
  process.stdout.write(`${JSON.stringify(urls)}\n`);
  const end = () => void shop.stop().then(() => process.exit(0));
  process.once('SIGTERM', end);
  process.once('SIGINT', end);
  process.once('disconnect', end);
}

main().catch((error: Error) => {
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
});
