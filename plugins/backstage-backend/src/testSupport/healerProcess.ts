import type { Evidence, Question } from '@autocura/common';
import express from 'express';
import type { AddressInfo } from 'node:net';
import { acting, supervisorRunner } from '../act';
import { Healer } from '../healer';
import { ingestRouter } from '../ingest/router';
import type { RealWorldOptions } from '../realWorld';
import { Store } from '../store';
import { connectTo, type Reach } from '../store/testDatabases';
import { everything, knowing, listening } from './quick';

/** What the process is told at birth: its database, and where the outside is. */
export interface Told {
  reach: Reach;
  outside: string;
  leaseMs: number;
}

/** A process to be killed: receives alerts and heals, with an outside that lives in the process that started it. */
async function run({ reach, outside, leaseMs }: Told): Promise<void> {
  const store = await Store.create(connectTo(reach), { migrations: false });
  const now = () => new Date();
  const logger = listening();
  const effects = acting({ runners: { default: supervisorRunner({ url: outside, token: 'a test' }) } });
  const source: NonNullable<RealWorldOptions['source']> = {
    async measure(questions: Question[]) {
      const answer = await fetch(`${outside}/measure`, { method: 'POST', body: JSON.stringify(questions) });
      return (await answer.json()) as Evidence[];
    },
    series: async evidence => evidence,
  };
  const healer = new Healer({
    store,
    source,
    acting: effects,
    topology: async () => ({ edges: [] }),
    facts: { store, source, policy: async () => ({ rules: [everything] }), protectedTargets: [], now },
    now,
    knowledge: knowing(effects),
    logger,
    sweepMs: 20,
    leaseMs,
  });
  const app = express();
  app.use(
    ingestRouter({
      receive: async (alerts, actor) => {
        const received = await store.receive(alerts, actor);
        healer.wake();
        return received;
      },
      authorise: async () => 'external:alertmanager',
      pressure: () => false,
      logger,
    }),
  );
  healer.start();
  const server = app.listen(0, '127.0.0.1', () => {
    process.stdout.write(`${(server.address() as AddressInfo).port}\n`);
  });
  process.once('disconnect', () => process.exit());
}

void run(JSON.parse(process.argv[2] ?? '') as Told);
