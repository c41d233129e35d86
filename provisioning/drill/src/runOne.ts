import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { endOldBackend, startBackend } from '../../demo/src/backend';
import { clientOf } from '../../demo/src/client';
import type { Fault } from '../../demo/src/fault';
import type { SecondRecord } from '../../demo/src/load/records';
import { portsOf } from '../../demo/src/ports';
import { startShop } from '../../demo/src/shop';
import type { Shop } from '../../demo/src/shop';
import { until } from '../../demo/src/wait';
import { openAlertDesk } from './alertDesk';
import type { AlertDesk } from './alertDesk';
import { reactionOf } from './arms';
import { atRest, saidBy, storiesOf } from './autocura';
import { conditionsOf } from './conditions';
import { alertsOf, samples } from './prometheus';
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
  /** Where relative paths of the fault start; the built-in faults when absent. */
  faultsDir?: string;
  arm: Arm;
  seed: number;
  rules: Rules;
  repeated?: boolean;
  /** Waited for between the start and the quiet seconds, so that no start disturbs what is measured. */
  allStarted?(): Promise<void>;
  /** Ends it before its time; it rejects then. */
  stopping?: AbortSignal;
  onProgress(text: string): void;
}

/** How long all has to be quiet before something is broken, and how long that is waited for. */
const quietS = 12;
const quietWithinMs = 45_000;
/** How much longer Autocura may verify once everything else has been seen. */
const verifyingMs = 40_000;
const undoMs = 15_000;

/** Breaks a new shop once and watches what this arm makes of it. Every process it starts has ended when it resolves. */
export async function runOne(options: RunOptions): Promise<Run> {
  const { root, dir, portBase, fault, faultsDir, arm, seed, stopping, onProgress } = options;
  const port = portsOf(portBase).spare;
  const backendUrl = `http://127.0.0.1:${port}`;
  const tokens = { shop: randomBytes(24).toString('hex'), operator: randomBytes(24).toString('hex') };
  const closing: (() => Promise<unknown> | void)[] = [];
  try {
    endOldBackend(dir);
    rmSync(join(dir, 'backend'), { recursive: true, force: true });
    const desk = arm === 'autocura' ? undefined : await openAlertDesk(port, tokens.shop);
    closing.push(() => desk?.close());
    const shop = await startShop({
      dir,
      portBase,
      backendUrl,
      token: tokens.shop,
      seed,
      ...(faultsDir !== undefined && { faultsDir, moreFaults: [fault] }),
      onProgress,
    });
    closing.push(() => shop.stop());
    if (arm === 'autocura') {
      const backend = await startBackend({ root, dir, port, tokens, shop: shop.urls, onProgress });
      closing.push(() => backend.stop());
    }
    await options.allStarted?.();
    stopping?.throwIfAborted();
    return await observe(options, shop, desk, clientOf(backendUrl, tokens.operator));
  } finally {
    for (const close of closing.reverse()) await close();
  }
}

async function observe(
  { dir, fault, arm, seed, rules, repeated = false, stopping, onProgress }: RunOptions,
  shop: Shop,
  desk: AlertDesk | undefined,
  client: ReturnType<typeof clientOf>,
): Promise<Run> {
  const { load: loadUrl, prometheus } = shop.urls;
  if (loadUrl === undefined || prometheus === undefined) throw new Error('the drill needs Prometheus installed');
  const load = loadAt(loadUrl);
  const firing = async (seconds: number) =>
    alertsOf(await samples(prometheus, 'ALERTS{alertstate="firing"}', seconds), Date.now() / 1000);

  const lag = monitorEventLoopDelay({ resolution: lagResolutionMs });
  lag.enable();
  const startedAt = Date.now();
  await until(
    'quiet seconds',
    async () =>
      stopping?.aborted ||
      Date.now() - startedAt > quietWithinMs ||
      (Date.now() - startedAt > quietS * 1000 &&
        isQuiet(await load.summary(quietS)) &&
        (await firing(quietS)).length === 0),
    quietWithinMs * 2,
    500,
  );
  stopping?.throwIfAborted();
  const before = await load.summary(quietS);
  const injectedAt = Date.now() / 1000;
  const settledFrom = Math.floor(injectedAt) - quietS;

  if (desk) react(desk, shop, arm, fault);
  onProgress('broken');
  let broken: unknown;
  const injecting = shop.inject(fault.id).catch((error: unknown) => (broken = error));
  const seconds: SecondRecord[] = [];
  for (let now = Date.now() / 1000; !seenEnough({ seconds, injectedAt }, now, rules); now = Date.now() / 1000) {
    await sleep(1000, undefined, { signal: stopping });
    if (broken !== undefined) throw new Error(`${fault.id} could not be brought about`, { cause: broken });
    const known = (seconds.at(-1)?.t ?? settledFrom - 1) + 1;
    // The load generator makes a record of a second only when something ended in it.
    seconds.push(...(await load.since(known)));
  }
  const stories = async () => (arm === 'autocura' ? storiesOf(client) : []);
  const verified = async () => (await stories()).every(({ incident }) => atRest(incident));
  await until('an end of verifying', async () => stopping?.aborted || verified(), verifyingMs, 1000).catch(() => {});
  seconds.push(...(await load.since((seconds.at(-1)?.t ?? settledFrom - 1) + 1)));
  const endedAt = Date.now() / 1000;
  lag.disable();

  const watchedS = endedAt - settledFrom;
  const alerts = await firing(watchedS);
  const said = saidBy(await stories());
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
    ...said,
    incidentAt: arm === 'autocura' ? said.incidentAt : (alerts.find(({ at }) => at >= injectedAt)?.at ?? null),
    conditions: await conditionsOf({
      prometheus,
      before,
      alertsWhileSettling: alerts.filter(({ at, status }) => status === 'firing' && at < injectedAt).length,
      loopLagP99: Math.max(0, lag.percentile(99) / 1e6 - lagResolutionMs),
      whole: await load.summary(Math.floor(watchedS)),
      watchedS,
      touched: fault.truth.mayTouch,
    }),
    repeated,
  };
  await Promise.race([injecting.then(() => shop.clear()), sleep(undoMs, undefined, { ref: false })]).catch(() => {});
  return run;
}

const lagResolutionMs = 10;

const isQuiet = ({ failed, late, requests }: { failed: number; late: number; requests: number }) =>
  failed === 0 && late === 0 && requests > 0;

/** Lets the arm hear what fires from now on, one after the other, and act on it. */
function react(desk: AlertDesk, { urls }: Shop, arm: Arm, { truth }: Fault) {
  let acts = 0;
  const reaction = reactionOf[arm]({
    changes: desk.changes,
    now: Date.now,
    truth,
    act: async (action, params) => {
      const answer = await fetch(`${urls.supervisor}/actions/${action}`, {
        method: 'POST',
        headers: { authorization: `Bearer ${urls.supervisorToken}` },
        body: JSON.stringify({ params, idempotencyKey: `${arm}-${(acts += 1)}` }),
      }).catch(() => undefined);
      await answer?.arrayBuffer();
      return answer?.ok ?? false;
    },
  });
  let last = Promise.resolve();
  desk.onFiring(service => {
    last = last.then(() => (desk.isAlerting(service) ? reaction(service) : undefined));
  });
}
