import { randomBytes } from 'node:crypto';
import { cpSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { AutocuraClient } from '@autocura/common';
import { endOldBackend, startBackend } from '../../demo/src/backend';
import { clientOf } from '../../demo/src/client';
import type { Fault } from '../../demo/src/fault';
import { portsOf } from '../../demo/src/ports';
import { startShop } from '../../demo/src/shop';
import type { Shop } from '../../demo/src/shop';
import { openAlertDesk } from './alertDesk';
import type { AlertDesk } from './alertDesk';

export interface ShopOfRun {
  shop: Shop;
  /** With Autocura. */
  client?: AutocuraClient;
  /** The same as somebody else, where it is to earn. */
  second?: AutocuraClient;
  /** Without it. */
  desk?: AlertDesk;
}

export interface WithShopOptions {
  /** The repository, with the backend built in it. */
  root: string;
  /** The shop's own folder; what an earlier shop left in it is ended and removed. */
  dir: string;
  portBase: number;
  seed: number;
  /** Whether Autocura looks after it. */
  autocura: boolean;
  moreFaults?: Fault[];
  /** Autocura does by itself what it has earned, and nothing else: in this store, where one is told. */
  earning?: boolean;
  earned?: string;
  /** It tells limits beforehand, and may prevent some. */
  foresight?: boolean;
  /** Where relative paths of faults start. */
  faultsDir?: string;
  onProgress(text: string): void;
}

/** Where the backend of a shop in this folder keeps its store. */
export const storeIn = (dir: string) => join(dir, 'backend', 'autocura.sqlite');

const token = () => randomBytes(24).toString('hex');

/** Does something with a new shop, and ends every process of it afterwards, however that went. */
export async function withShop<T>(options: WithShopOptions, work: (running: ShopOfRun) => Promise<T>): Promise<T> {
  const { root, autocura, earning = false, earned, foresight = false, ...ofShop } = options;
  const { dir, onProgress } = ofShop;
  const port = portsOf(options.portBase).spare;
  const backendUrl = `http://127.0.0.1:${port}`;
  const [shopToken, operator, second] = [token(), token(), token()];
  const tokens = { shop: shopToken, operator, ...(earning && { second }) };
  const closing: (() => Promise<unknown> | void)[] = [];
  try {
    mkdirSync(dir, { recursive: true });
    endOldBackend(dir);
    rmSync(join(dir, 'backend'), { recursive: true, force: true });
    const desk = autocura ? undefined : await openAlertDesk(port, tokens.shop);
    closing.push(() => desk?.close());
    const shop = await startShop({ ...ofShop, backendUrl, token: tokens.shop });
    closing.push(() => shop.stop());
    if (desk) return await work({ shop, desk });
    if (earned !== undefined) cpSync(earned, storeIn(dir));
    const own = earning || earned !== undefined ? 'earned' : foresight ? 'foresight' : undefined;
    const policy = own === undefined ? {} : { policy: join(root, `provisioning/drill/policy.${own}.yaml`) };
    const configs = [...(earning ? ['rehearsal'] : []), ...(foresight ? ['foresight'] : [])].map(name =>
      join(root, `provisioning/drill/app-config.${name}.yaml`),
    );
    const backend = await startBackend({ root, dir, port, tokens, shop: shop.urls, onProgress, configs, ...policy });
    closing.push(() => backend.stop());
    const others = earning ? { second: clientOf(backendUrl, second) } : {};
    return await work({ shop, client: clientOf(backendUrl, operator), ...others });
  } finally {
    for (const close of closing.reverse()) await close();
  }
}
