import type { Evidence, Question } from '@autocura/common';
import express from 'express';
import type { AddressInfo } from 'node:net';
import type { Acting } from '../act';
import { acting, type Runner, supervisorRunner } from '../act';
import { Healer } from '../healer';
import { ingestRouter } from '../ingest/router';
import { Targets } from '../outbound';
import type { PolicyRule } from '../plan';
import type { RealWorldOptions } from '../realWorld';
import { alertmanagerSource, alertRecord, Reconciler } from '../reconcile';
import { noRedis, openRedis } from '../redis';
import type { Durations } from '../settings';
import { PrometheusClient } from '../sources/prometheus';
import { bound, DatabaseTime, Store } from '../store';
import { connectTo, type Reach } from '../store/testDatabases';
import { everything, forgetting, knowing } from './quick';

/** What the process is told at birth: its database, and where the outside is. */
export interface Told {
  reach: Reach;
  outside: string;
  leaseMs: number;
  /** How far the clock of its host is off. */
  clockMs?: number;
  /** Where processes ring each other. */
  redis?: string;
  /** The database is waited for so long and no longer; for ever unless told. */
  databaseMs?: number;
  /** Instead of those by which all of an incident's life passes within a second. */
  durations?: Partial<Durations>;
  /** How often it looks for what is due, though nobody rings; 20 unless told. */
  sweepMs?: number;
  /** Whom it asks for what it was not told. */
  senders?: { alertmanager: string; prometheus: string };
  /** It asks the outside for a word at the moments at which it matters who is alive. */
  halts?: boolean;
  /** It acts there, by this action alone, and under these rules. */
  kubernetes?: { kubeconfig: string; namespace: string; action: string; rules: PolicyRule[] };
}

/** A process to be killed: receives alerts and heals, with an outside that lives in the process that started it. */
async function run(told: Told): Promise<void> {
  const { reach, outside, leaseMs, clockMs = 0, durations, sweepMs = 20, halts, kubernetes } = told;
  if (clockMs !== 0) globalThis.Date = dateOff(clockMs);
  const knex = connectTo(reach);
  const time = await DatabaseTime.of(knex, { logger: forgetting(), everyMs: 1_000 });
  const { now } = time;
  const real = await Store.create(knex, { migrations: false, now });
  if (told.databaseMs !== undefined) bound(knex, new Targets(), told.databaseMs);
  const redis = told.redis === undefined ? noRedis : openRedis({ url: told.redis, prefix: 'test:' });
  const halt = async (moment: Halt) => {
    if (halts) await fetch(`${outside}/halt/${moment}/${process.pid}`, { method: 'POST' });
  };
  const store = halting(real, halt);
  const logger = forgetting();
  const plain = acting({
    runners: kubernetes
      ? { byAction: await onKubernetes(kubernetes) }
      : { default: supervisorRunner({ url: outside, token: 'a test' }) },
  });
  const effects: Acting = {
    ...plain,
    async act(step, key, leave) {
      await halt('leave');
      return plain.act(step, key, leave);
    },
  };
  const source: NonNullable<RealWorldOptions['source']> = {
    async measure(questions: Question[]) {
      const answer = await fetch(`${outside}/measure`, { method: 'POST', body: JSON.stringify(questions) });
      return (await answer.json()) as Evidence[];
    },
    series: async evidence => evidence,
    courses: async () => [],
  };
  const healer = new Healer({
    store,
    source,
    acting: effects,
    topology: async () => ({ edges: [] }),
    facts: {
      store,
      source,
      policy: async () => ({ rules: kubernetes?.rules ?? [everything] }),
      brake: async () => ({ holds: [] }),
      protectedTargets: [],
      watchedMs: 150,
      now,
    },
    now,
    knowledge: knowing(effects, durations),
    logger,
    sweepMs,
    leaseMs,
  });
  const app = express();
  app.use(
    ingestRouter({
      receive: async (alerts, actor) => {
        const received = await store.receive(alerts, actor);
        if (received.fired + received.resolved > 0) {
          healer.wake();
          redis.ring();
        }
        return received;
      },
      authorise: async () => ({ actor: 'external:alertmanager' }),
      pressure: () => false,
      logger,
    }),
  );
  const { senders } = told;
  const reconciler =
    senders &&
    new Reconciler({
      ...{ store, logger, now, actor: 'autocura', everyMs: 5_000, againMs: 1_000 },
      sources: [alertmanagerSource({ url: senders.alertmanager })],
      record: alertRecord(new PrometheusClient({ url: senders.prometheus }), { url: senders.prometheus }),
      topology: async () => ({ edges: [] }),
      durations: knowing(effects, durations).durations,
      wake: () => healer.wake(),
    });
  reconciler?.start();
  time.start();
  redis.onRing(() => healer.wake());
  redis.start();
  healer.start();
  const server = app.listen(0, '127.0.0.1', () => {
    process.stdout.write(`${(server.address() as AddressInfo).port}\n`);
  });
  process.once('disconnect', () => process.exit());
}

/** A clock that is so far off, for all that asks it. */
function dateOff(ms: number): DateConstructor {
  const RealDate = Date;
  const now = () => RealDate.now() + ms;
  return new Proxy(RealDate, {
    construct: (real, given) => Reflect.construct(real, given.length > 0 ? given : [now()]) as Date,
    get: (real, name) => (name === 'now' ? now : (Reflect.get(real, name) as unknown)),
  });
}

async function onKubernetes({ kubeconfig, namespace, action }: NonNullable<Told['kubernetes']>) {
  const { kubernetesRunners } = await import('../act/kubernetes');
  const { [action]: runner } = kubernetesRunners({ kubeconfig, namespaces: [namespace] }, []);
  return { [action]: runner as Runner };
}

/** `intended`: the intent is saved. `leave`: there is leave to act. `released`: an incident was brought on, or lost. */
export type Halt = 'intended' | 'leave' | 'released';

function halting(store: Store, halt: (moment: Halt) => Promise<void>): Store {
  const { append, release } = store;
  return Object.assign(store, {
    async append(...[batches, options]: Parameters<Store['append']>) {
      await append.call(store, batches, options);
      if (batches.some(({ events }) => events.some(({ type }) => type === 'incident.acting'))) await halt('intended');
    },
    async release(...asked: Parameters<Store['release']>) {
      await release.apply(store, asked);
      await halt('released');
    },
  });
}

void run(JSON.parse(process.argv[2] ?? '') as Told);
