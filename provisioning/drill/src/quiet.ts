import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { buildBackend } from '../../demo/src/build';
import { claim } from '../../demo/src/claim';
import { takeLane } from '../../demo/src/ports';
import { storiesOf } from './autocura';
import type { DrillContext } from './drill';
import { quietLife } from './quietLife';
import { withShop } from './runningShop';
import { actionsIn } from './shopRecords';
import { sweepLeagues } from './sweep';

export interface QuietOptions {
  /** The run's own folder. */
  dir: string;
  minutes: number;
  seed: number;
  fromLane: number;
}

export interface Quiet {
  actions: string[];
  /** Of each incident its title. */
  incidents: string[];
  happenings: number;
}

const tellEveryMs = 10 * 60_000;
const mostIncidents = 1;

/** A shop in which much goes on and nothing is wrong: Autocura should do nothing, and hardly ever think that it must. */
export async function quiet(
  { dir, minutes, seed, fromLane }: QuietOptions,
  { root, say, stopping }: DrillContext,
): Promise<Quiet> {
  sweepLeagues(dirname(dir));
  mkdirSync(dir, { recursive: true });
  const release = claim(dir);
  await buildBackend(root, say);
  const started = new Date();
  let happenings = 0;
  let over = false;
  const life = quietLife(seed, minutes, () => (happenings += 1));
  const lane = await takeLane(fromLane);
  const shopDir = join(dir, 'shops', '1');
  const running = {
    root,
    dir: shopDir,
    portBase: lane.base,
    seed,
    autocura: true,
    moreFaults: [life],
    onProgress: () => {},
  };
  return withShop(running, async ({ shop, client }) => {
    const seen = async (): Promise<Quiet> => ({
      actions: actionsIn(shopDir).map(({ action, touched }) => `${action} ${touched}`),
      incidents: client ? (await storiesOf(client, started)).map(({ incident }) => incident.title) : [],
      happenings,
    });
    say(`${minutes} minutes without a fault begin`);
    const begun = Date.now();
    const lived = shop.inject(life.id).finally(() => (over = true));
    for (let told = begun; !over; await sleep(1000, undefined, { signal: stopping })) {
      if (Date.now() - told < tellEveryMs) continue;
      told = Date.now();
      say(`after ${Math.round((told - begun) / 60_000)} minutes: ${inWords(await seen())}`);
    }
    await lived;
    return seen();
  }).finally(() => Promise.all([release(), lane.release()]));
}

export const inWords = ({ actions, incidents, happenings }: Quiet) =>
  `${happenings} changes and surges, ${actions.length} actions, ${incidents.length} incidents`;

/** No action, and one incident at most. */
export const isQuiet = ({ actions, incidents }: Quiet) => actions.length === 0 && incidents.length <= mostIncidents;
