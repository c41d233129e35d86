import { randomBytes } from 'node:crypto';
import { mkdirSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type BackendOptions, endOldBackend, startBackend } from './backend';
import { buildBackend, buildPage } from './build';
import { OwnedError, ownerOf } from './claim';
import { takeLane } from './ports';
import { type Shop, startShop } from './shop';
import { answers } from './wait';

/** Something else listens where the backend would. */
export class PortTakenError extends Error {
  override readonly name = 'PortTakenError';
}

export interface TogetherOptions {
  dir: string;
  port: number;
  /** The healing policy; the shop's own unless told. */
  policy?: string;
  /** Elasticsearch or OpenSearch, for the logs of both. */
  logsUrl?: string;
  /** Laid over the shop's configuration, with what it names. */
  over?: Required<Pick<BackendOptions, 'configs' | 'environment'>>;
  /** Forgets what earlier runs have stored. */
  fresh?: boolean;
  say(text: string): void;
  /** Called with each thing to end, the last one first when it is time. */
  onStop(stop: () => Promise<unknown>): void;
}

export interface Together {
  shop: Shop;
  /** The backend, without a path. */
  url: string;
  tokens: { shop: string; operator: string };
  startedAt: Date;
  backend: Awaited<ReturnType<typeof startBackend>>;
}

/**
 * The shop and the built backend that looks after it.
 * @throws OwnedError when another process runs a shop in that folder, PortTakenError when the port is taken
 */
export async function startTogether({ say, ...options }: TogetherOptions): Promise<Together> {
  const { dir, port, policy, logsUrl, over, fresh = false, onStop } = options;
  const root = resolve(__dirname, '../../..');
  const url = `http://127.0.0.1:${port}`;
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  const owner = ownerOf(dir);
  if (owner !== undefined) throw new OwnedError(dir, owner);
  if (endOldBackend(dir) > 0) say('ended the backend that an earlier run left behind');
  if (await answers(`${url}/.backstage/health/v1/liveness`))
    throw new PortTakenError(
      `port ${port} is taken, perhaps by another npm start; stop that first, or set AUTOCURA_PORT`,
    );
  await buildPage(root, say);
  await buildBackend(root, say);

  say('starting the shop: services, PostgreSQL, Prometheus, Alertmanager and shoppers …');
  const tokens = { shop: randomBytes(24).toString('hex'), operator: randomBytes(24).toString('hex') };
  const startedAt = new Date();
  const { base: portBase } = await takeLane();
  const shop = await startShop({
    ...{ dir, portBase, backendUrl: url, token: tokens.shop, onProgress: say },
    ...(logsUrl !== undefined && { logsUrl }),
  });
  onStop(() => shop.stop());
  if (fresh) rmSync(join(dir, 'backend'), { recursive: true, force: true });
  const backend = await startBackend({
    ...{ root, dir, port, tokens, shop: shop.urls, onProgress: say },
    ...(policy !== undefined && { policy }),
    configs: [
      ...(over?.configs ?? []),
      ...(logsUrl === undefined ? [] : [join(root, 'provisioning/elasticsearch/app-config.yaml')]),
    ],
    environment: { ...over?.environment, ...(logsUrl !== undefined && { AUTOCURA_LOGS: logsUrl }) },
  });
  onStop(() => backend.stop());
  return { shop, url, tokens, startedAt, backend };
}
