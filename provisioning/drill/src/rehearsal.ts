import { spawn } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { buildBackend } from '../../demo/src/build';
import { claim } from '../../demo/src/claim';
import { takeLane } from '../../demo/src/ports';
import { wellFor } from '../../demo/src/well';
import type { DrillContext } from './drill';
import { allFaults } from './faultFiles';
import type { Known } from './faultFiles';
import { UsageError } from './options';
import { rehearse } from './rehearse';
import type { Rehearsed } from './rehearse';
import { storeIn, withShop } from './runningShop';
import { sweepLeagues } from './sweep';

export interface RehearsalOptions {
  /** The rehearsal's own folder, with the shops. */
  dir: string;
  /** The store that all of them come to; an earlier one there is replaced. */
  file: string;
  /** All that are faults where empty. */
  faults: string[];
  faultsDir?: string;
  fromLane: number;
  /** How many shops there are beside each other; 2 when absent. */
  shops?: number;
}

const usualShops = 2;
/** Good seconds in a row before something is broken, and how long they are waited for. */
const wellS = 5;
const wellWithinMs = 120_000;

/**
 * Rehearses the faults in some shops beside each other, and brings together what Autocura learnt in them.
 * @throws UsageError, FaultFileError
 */
export async function rehearsal(options: RehearsalOptions, context: DrillContext): Promise<Rehearsed[]> {
  const { dir, file, faults, faultsDir, shops = usualShops } = options;
  const known = (await allFaults(faultsDir)).filter(({ fault }) => fault.kind === 'fault');
  const unknown = faults.find(id => !known.some(({ fault }) => fault.id === id));
  if (unknown !== undefined) throw new UsageError(`--fault: no fault is called ${unknown}`);
  const chosen = known.filter(({ fault }) => faults.length === 0 || faults.includes(fault.id));
  const shares = Array.from({ length: Math.min(shops, chosen.length) }, (_, shop) =>
    chosen.filter((_fault, place) => place % shops === shop),
  );
  sweepLeagues(dirname(dir));
  mkdirSync(dir, { recursive: true });
  const release = claim(dir);
  try {
    await buildBackend(context.root, context.say);
    const shopDirs = shares.map((_, shop) => join(dir, 'shops', String(shop + 1)));
    const rehearsed = await Promise.all(
      shares.map((share, shop) => inOneShop(share, shopDirs[shop]!, options, context)),
    );
    rmSync(file, { force: true });
    await gathered(context.root, file, shopDirs.map(storeIn));
    return rehearsed.flat();
  } finally {
    release();
  }
}

async function inOneShop(
  faults: Known[],
  shopDir: string,
  { fromLane }: RehearsalOptions,
  { root, say, stopping }: DrillContext,
): Promise<Rehearsed[]> {
  const lane = await takeLane(fromLane);
  const [file] = faults.flatMap(known => known.file ?? []);
  const own = faults.filter(known => known.file !== undefined).map(({ fault }) => fault);
  const more = file === undefined ? {} : { faultsDir: dirname(file), moreFaults: own };
  const running = { root, dir: shopDir, portBase: lane.base, seed: 1, autocura: true, earning: true, ...more };
  try {
    return await withShop({ ...running, onProgress: () => {} }, ({ shop, client, second }) => {
      if (!client || !second) throw new Error('Autocura does not look after this shop');
      const stage = {
        ...{ client, second },
        inject: (fault: string) => shop.inject(fault),
        clear: () => shop.clear(),
        well: () => wellFor(shop.urls, wellS, wellWithinMs),
        say,
        ...(stopping && { stopping }),
      };
      const ids = faults.map(({ fault }) => fault.id);
      return Promise.race([rehearse(stage, ids), ...(stopping ? [whenAborted(stopping)] : [])]);
    });
  } finally {
    await lane.release();
  }
}

/** Whatever is waited for then. */
const whenAborted = (signal: AbortSignal) =>
  new Promise<never>((_, reject) => signal.addEventListener('abort', () => reject(signal.reason), { once: true }));

/** The backend's own tool knows how a store is made. */
const gathered = (root: string, into: string, stores: string[]) =>
  new Promise<void>((resolve, reject) => {
    const tool = join(root, 'plugins/backstage-backend/dev/gather-episodes.ts');
    const child = spawn(process.execPath, ['--import', 'tsx', tool, '--into', into, ...stores], {
      cwd: root,
      stdio: ['ignore', 'inherit', 'inherit'],
    });
    child.once('error', reject);
    child.once('exit', code => (code === 0 ? resolve() : reject(new Error(`${tool} ended with ${code}`))));
  });
