import type { AutocuraClient } from '@autocura/common';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Fault } from '../../demo/src/fault';
import type { SecondRecord } from '../../demo/src/load/records';
import { until } from '../../demo/src/wait';
import { atRest, saidBy, storiesOf } from './autocura';
import { conditionsOf } from './conditions';
import { alertsOf, samples } from './prometheus';
import { react } from './react';
import { withShop } from './runningShop';
import type { ShopOfRun } from './runningShop';
import { goodSince } from './score';
import type { Rules } from './score';
import { actionsIn, loadAt } from './shopRecords';
import type { Arm, Run } from './types';
import { seenEnough } from './watching';

export interface RunOptions {
  /** The repository, with the backend built in it. */
  root: string;
  /** The run's own folder, used again by the next run. */
  dir: string;
  portBase: number;
  fault: Fault;
  /** Where relative paths of the fault start; absent for a built-in one. */
  faultsDir?: string;
  arm: Arm;
  seed: number;
  rules: Rules;
  repeated?: boolean;
  /** The store that Autocura starts from, where it acts by what it has earned. */
  earned?: string;
  /** Autocura tells limits beforehand, and may prevent some. */
  foresight?: boolean;
  /** Waited for between the start and the quiet seconds, so that no start disturbs what is measured. */
  allStarted?(): Promise<void>;
  /** Ends it before its time; it rejects then. */
  stopping?: AbortSignal;
  onProgress(text: string): void;
}

/** How long all has to be quiet before something is broken, and how long that is waited for. */
const quietS = 12;
const quietWithinMs = 45_000;
/** How much longer Autocura may verify that the shop is well, once everything else has been seen. */
const verifyingMs = 40_000;
const undoMs = 15_000;
const lagResolutionMs = 10;

/** Breaks a new shop once and watches what this arm makes of it. Every process it starts has ended when it resolves. */
export const runOne = (options: RunOptions): Promise<Run> => {
  const { faultsDir, fault, arm, ...others } = options;
  const since = new Date();
  const more = faultsDir === undefined ? {} : { faultsDir, moreFaults: [fault] };
  return withShop({ ...others, ...more, autocura: arm === 'autocura' }, async running => {
    await options.allStarted?.();
    return observe(options, running, since);
  });
};

async function observe(options: RunOptions, { shop, client, desk }: ShopOfRun, since: Date): Promise<Run> {
  const { dir, fault, arm, seed, rules, repeated = false, stopping } = options;
  const { load: loadUrl, prometheus } = shop.urls;
  if (loadUrl === undefined || prometheus === undefined) throw new Error('the drill needs Prometheus');
  const load = loadAt(loadUrl);
  const firing = async (overS: number) =>
    alertsOf(await samples(prometheus, 'ALERTS{alertstate="firing"}', overS), Date.now() / 1000);

  const lag = monitorEventLoopDelay({ resolution: lagResolutionMs });
  lag.enable();
  const begun = Date.now();
  const isQuiet = async () => {
    const { failed, late, requests } = await load.summary(quietS);
    return failed + late === 0 && requests > 0 && (await firing(quietS)).length === 0;
  };
  while (Date.now() - begun < quietS * 1000 || (Date.now() - begun < quietWithinMs && !(await isQuiet())))
    await sleep(500, undefined, { signal: stopping });
  const before = await load.summary(quietS);

  const injectedAt = Date.now() / 1000;
  const settledFrom = Math.floor(injectedAt) - quietS;
  if (desk) react(desk, shop, arm, fault.truth);
  let broken: unknown;
  const injecting = shop.inject(fault.id).catch((error: unknown) => (broken = error));
  const seconds: SecondRecord[] = [];
  const look = async () => void seconds.push(...(await load.since((seconds.at(-1)?.t ?? settledFrom - 1) + 1)));
  while (!seenEnough({ seconds, injectedAt }, Date.now() / 1000, rules)) {
    await sleep(1000, undefined, { signal: stopping });
    if (broken !== undefined) throw new Error(`${fault.id} could not be brought about`, { cause: broken });
    await look();
  }
  const well = goodSince({ seconds, injectedAt, endedAt: Date.now() / 1000 }) !== null;
  if (client && well) await verified(client, since, stopping);
  await look();
  const endedAt = Date.now() / 1000;
  lag.disable();

  const watchedS = endedAt - settledFrom;
  const alerts = await firing(watchedS);
  const said = client ? saidBy(await storiesOf(client, since)) : undefined;
  const run: Run = {
    fault: fault.id,
    kind: fault.kind,
    arm,
    seed,
    injectedAt,
    endedAt,
    seconds,
    alerts,
    actions: actionsIn(dir),
    incidentAt: said ? said.incidentAt : (alerts.find(({ at }) => at >= injectedAt)?.at ?? null),
    ...(said?.predictedAt !== undefined && { predictedAt: said.predictedAt }),
    named: said?.named ?? [],
    ...(said?.located !== undefined && { located: said.located }),
    claimedAt: said?.claimedAt ?? null,
    conditions: await conditionsOf({
      prometheus,
      before,
      alertsWhileSettling: alerts.filter(({ at, status }) => status === 'firing' && at < injectedAt).length,
      loopLagP99: Math.max(0, lag.percentile(99) / 1e6 - lagResolutionMs),
      whole: await load.summary(Math.floor(watchedS)),
      watchedS,
      touched: [...fault.truth.services, ...fault.truth.mayTouch],
    }),
    repeated,
  };
  await Promise.race([injecting.then(() => shop.clear()), sleep(undoMs, undefined, { ref: false })]).catch(() => {});
  return run;
}

/** Until Autocura is through with every incident, as far as that is waited for. */
async function verified(client: AutocuraClient, since: Date, stopping: AbortSignal | undefined) {
  const through = async () =>
    stopping?.aborted || (await storiesOf(client, since)).every(({ incident }) => atRest(incident));
  await until('an end of verifying', through, verifyingMs, 1000).catch(() => {});
  stopping?.throwIfAborted();
}
