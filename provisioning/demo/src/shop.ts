import { randomBytes } from 'node:crypto';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { faults } from '../faults';
import { liveOn } from './background';
import { bundlePrograms } from './bundle';
import { claim } from './claim';
import { controlApi } from './controlApi';
import type { Fault } from './fault';
import { serve } from './http';
import { leversOf } from './levers';
import { startLoad } from './loadProcess';
import type { LoadProcess } from './loadProcess';
import { startMonitoring } from './monitoring';
import { PidFile } from './pids';
import { portSource, portsOf } from './ports';
import { startPostgres } from './postgres';
import { actionsOf } from './supervisor/actions';
import { shipLogs } from './shipLogs';
import { supervisorApi } from './supervisor/api';
import { ChangeFeed } from './supervisor/changeFeed';
import { DatabaseWatch } from './supervisor/databaseStats';
import { metricsApi } from './supervisor/metricsApi';
import { Once } from './supervisor/once';
import { recorded } from './supervisor/recorded';
import { Supervisor } from './supervisor/supervisor';

export interface ShopOptions {
  /** The run's own folder; what an earlier run left in it is ended and removed. */
  dir: string;
  /** First of 200 ports; see ports.ts. */
  portBase: number;
  /** Where alerts and changes go, without a path; neither goes anywhere without it. */
  backendUrl?: string;
  /** What they bear there. */
  token: string;
  /** What callers of the supervisor must bear; made up when absent. */
  supervisorToken?: string;
  /** Of arrivals and of harmless changes; 1 when absent. */
  seed?: number;
  /** Elasticsearch or OpenSearch, where its processes' log lines go; nowhere without it. */
  logsUrl?: string;
  /** Whether shoppers arrive; they do when absent. */
  load?: boolean;
  /** Shoppers that arrive each second; 8 when absent. */
  arrivals?: number;
  /** Faults besides the built-in ones, and the folder their relative paths start from. */
  moreFaults?: Fault[];
  faultsDir?: string;
  onProgress: (text: string) => void;
}

/** Where to find what, and what callers of the supervisor must bear. */
export interface ShopUrls {
  supervisor: string;
  supervisorToken: string;
  control: string;
  load?: string;
  prometheus?: string;
  alertmanager?: string;
}

export interface Shop {
  urls: ShopUrls;
  faults: Fault[];
  /** @throws when no fault is called that */
  inject(faultId: string): Promise<void>;
  /** Undoes whatever was injected. */
  clear(): Promise<void>;
  /** Ends every process of the shop. */
  stop(): Promise<void>;
}

/**
 * Brings the whole shop up, ready to be used and to be broken.
 * @throws OwnedError when another process runs a shop in that folder
 */
export async function startShop(options: ShopOptions): Promise<Shop> {
  const { backendUrl, token, seed = 1, onProgress, arrivals = 8, moreFaults = [] } = options;
  const dir = resolve(options.dir);
  const ports = portsOf(options.portBase);
  mkdirSync(dir, { recursive: true });
  const release = claim(dir);
  const pids = new PidFile(join(dir, 'pids.json'));
  const left = pids.sweep();
  if (left > 0) onProgress(`ended ${left} processes that an earlier run left behind`);
  const written = ['logs', 'scratch', 'modules', 'prometheus', 'alertmanager'];
  for (const old of [...written, 'actions.jsonl', 'acts.jsonl', 'load.jsonl']) {
    rmSync(join(dir, old), { recursive: true, force: true });
  }

  const closing: (() => Promise<unknown> | void)[] = [];
  const endAll = () => pids.endAll();
  process.once('exit', endAll);
  closing.push(() => void process.removeListener('exit', endAll));
  const stop = async () => {
    for (const close of closing.splice(0).reverse()) await close();
    pids.endAll();
    rmSync(join(dir, 'control.json'), { force: true });
    release();
  };

  try {
    const [programs, postgres] = await Promise.all([
      bundlePrograms(dir),
      startPostgres(join(dir, 'postgres'), ports.postgres, join(dir, 'postgres.log'), pids),
    ]);
    closing.push(() => postgres.stop());
    onProgress('PostgreSQL ready');

    const feed = new ChangeFeed(backendUrl && `${backendUrl}/api/autocura/v1/changes`, token);
    closing.push(() => feed.close());
    const database = new DatabaseWatch(postgres.url);
    await database.start();
    closing.push(() => database.stop());

    let load: LoadProcess | undefined;
    const supervisor = new Supervisor({
      dir,
      program: programs.service,
      databaseUrl: postgres.url,
      nextPort: portSource(ports.processes),
      pids,
      feed,
      onEndpoints: endpoints => load?.setEndpoints(endpoints),
    });
    closing.push(() => supervisor.stop());
    await supervisor.start(onProgress);

    if (options.logsUrl !== undefined) closing.push(shipLogs({ folder: join(dir, 'logs'), url: options.logsUrl }));

    const supervisorToken = options.supervisorToken ?? randomBytes(24).toString('hex');
    const once = new Once(join(dir, 'actions.jsonl'));
    closing.push(
      await serve(
        ports.actions,
        supervisorApi(supervisor, recorded(actionsOf(supervisor, database, postgres), join(dir, 'acts.jsonl')), once),
        supervisorToken,
      ),
    );
    closing.push(await serve(ports.metrics, metricsApi(ports.metrics, supervisor, database)));

    const monitoring = await startMonitoring({ dir, ports, backendUrl, token, pids, onProgress });
    closing.push(() => monitoring.stop());
    if (monitoring.prometheusUrl && monitoring.alertmanagerUrl) onProgress('monitoring ready');

    if (options.load ?? true) {
      const file = join(dir, 'load.jsonl');
      load = await startLoad(
        programs.load,
        { port: ports.load, file, seed, perSecond: arrivals, endpoints: supervisor.endpoints() },
        dir,
        pids,
      );
      const shoppers = load;
      closing.push(() => shoppers.stop());
      onProgress(`${arrivals} shoppers a second arrive`);
    }
    const closed = new AbortController();
    closing.push(() => closed.abort());
    void liveOn(supervisor, seed, closed.signal);

    const all = [...faults, ...moreFaults];
    const levers = leversOf(
      { supervisor, postgres, load, dir, pids },
      options.faultsDir ?? join(__dirname, '../faults'),
    );
    const injected = new Set<Fault>();
    const shop: Shop = {
      urls: {
        supervisor: `http://127.0.0.1:${ports.actions}`,
        supervisorToken,
        control: `http://127.0.0.1:${ports.control}`,
        ...(load && { load: `http://127.0.0.1:${ports.load}` }),
        ...(monitoring.prometheusUrl && { prometheus: monitoring.prometheusUrl }),
        ...(monitoring.alertmanagerUrl && { alertmanager: monitoring.alertmanagerUrl }),
      },
      faults: all,
      inject: async id => {
        const fault = all.find(each => each.id === id);
        if (!fault) throw new Error(`no fault is called ${id}; there are ${all.map(each => each.id).join(', ')}`);
        injected.add(fault);
        await fault.inject(levers);
      },
      clear: async () => {
        for (const fault of injected) await fault.clear(levers);
        injected.clear();
      },
      stop,
    };
    const controlToken = randomBytes(24).toString('hex');
    closing.push(await serve(ports.control, controlApi(shop), controlToken));
    writeFileSync(join(dir, 'control.json'), JSON.stringify({ url: shop.urls.control, token: controlToken }), {
      mode: 0o600,
    });
    return shop;
  } catch (error) {
    await stop();
    throw error;
  }
}
