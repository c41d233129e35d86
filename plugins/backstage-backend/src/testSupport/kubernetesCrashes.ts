import type { Incident, IncidentEvent, Step } from '@autocura/common';
import { streams } from '@autocura/common';
import { actions } from '../act';
import { type Example, examplesOf, paramsOf } from '../act/kubernetes/examples';
import { run } from '../decisions';
import { someFacts } from '../plan/examples';
import { Store } from '../store';
import { describeEachDatabase, migrations } from '../store/testDatabases';
import type { Asked } from './fakeKubernetes';
import { everything, knowing, until } from './quick';
import { type HealerProcess, healersOfSuite } from './startHealer';
import { alertOf } from './targetDown';
import { testCluster } from './testCluster';
import { watchedOutside } from './watchedOutside';

/**
 * When the healer dies: while the write is tried beforehand and nothing is saved yet, while it is tried again after the
 * intent is saved, and before and after the write is done. Of an action of several writes, the n-th.
 */
export type Death = { at: 'foretelling' | 'trying' | 'sending' | 'done'; write?: number };

export interface Crash extends Death {
  action: string;
  /** Which example of the action, from 0. */
  example?: number;
}

/** A busy machine holds a lease of less for lost, and then what is under way is left, as it should be. */
const leaseMs = 3_000;

/** Kills a healer in the middle of an act on the fake cluster, and sees what the next one makes of it. */
export function describeKubernetesCrashes(crashes: Crash[]): void {
  describeEachDatabase('kill -9 of a healer that acts on Kubernetes', open => {
    const start = healersOfSuite();

    const named = crashes.map(({ write = 1, example = 0, ...crash }) => ({ ...crash, write, example }));
    it.each(named)('$action $example, $at $write', async ({ action, example: index, ...death }) => {
      const cluster = await testCluster();
      const fake = cluster.fake;
      if (!fake) return cluster.close();
      const outside = await watchedOutside(() => undefined);
      let healer: HealerProcess | undefined;
      try {
        const example = examplesOf(action)[index] as Example;
        await example.arrange(cluster);
        const step = await stepOf(action, example, cluster);
        const { reach, knex } = await open();
        const store = await Store.create(knex, { migrations });
        outside.fails('cart');
        const { kubeconfig, namespace } = cluster;
        const kubernetes = { kubeconfig, namespace, action, rules: rulesFor(step) };
        const told = { reach, outside: outside.url, leaseMs, kubernetes };
        const first = await start(told);
        healer = first;
        const alert = alertOf(1, 'cart');
        await until('the alert to be accepted', () => first.accepts(alert));
        const waiting = await until('people to be called', async () => {
          const [incident] = await incidents(store);
          return incident?.phase === 'escalated' && incident;
        });

        fake.writes.length = 0;
        let killed = false;
        const isTheMoment = momentOf(death);
        fake.fault = asked => {
          if (!isTheMoment(asked)) return undefined;
          fake.fault = () => undefined;
          first.kill();
          killed = true;
          return { hang: death.at === 'done' ? 'after' : 'before' };
        };
        await ask(store, waiting, step);
        await until('the moment to die', () => killed);
        await first.ended;
        const done = fake.writes.length;
        expect(done).toBe(death.at === 'done' ? death.write : death.write - 1);

        healer = await start(told);
        const [attempt] = await until('the outcome', async () => {
          const [incident] = await incidents(store);
          return incident?.attempts[0]?.outcome !== undefined && incident.attempts;
        });
        if (death.at === 'foretelling') {
          // Nothing was begun: the next healer does it, as if it were the first.
          expect(attempt?.failed).toBeUndefined();
          expect(fake.writes.length).toBe(example.writes ?? 1);
        } else {
          expect(attempt?.failed).toMatch(/^interrupted/);
          expect(attempt?.outcome).not.toBe('healed');
          expect(fake.writes.length).toBe(done);
          // What it would have changed is told, so that nobody has to guess what may be half done.
          expect(attempt?.changes).not.toEqual([]);
        }
        const last = await until('people to be called again', async () => {
          const [incident] = await incidents(store);
          return incident?.phase === 'escalated' && incident;
        });
        expect(last.attempts).toHaveLength(1);
        expect((await store.verifyChain(streams.incident(last.id))).intact).toBe(true);
      } finally {
        healer?.kill();
        await healer?.ended;
        await outside.close();
        await cluster.close();
      }
    });
  });
}

const ana = 'user:default/ana';

async function stepOf(
  action: string,
  example: Example,
  cluster: Awaited<ReturnType<typeof testCluster>>,
): Promise<Step> {
  const params = await paramsOf(example, cluster);
  return { action, target: String(Object.values(params)[0]), params };
}

/** Whatever it is, it may be done at once when a person asks for it. */
function rulesFor({ action, target }: Step) {
  const limits = { ...everything.limits, interruptLastReplica: true };
  return [
    { ...everything, limits },
    { ...everything, name: 'by name', match: { action: [action], service: [target] }, limits },
  ];
}

const incidents = async (store: Store): Promise<Incident[]> => (await store.incidents({ limit: 10 })).items;

/** As a person does it on the page of the incident. */
async function ask(store: Store, incident: Incident, step: Step): Promise<void> {
  const { planning: settings } = knowing({ actions } as Parameters<typeof knowing>[0]);
  const facts = someFacts({ now: new Date().toISOString(), policy: { rules: rulesFor(step) } });
  const events: IncidentEvent[] = run(incident, step, ana, {
    ...{ facts, settings, approvalMs: 60_000, foretold: { changes: [] } },
  });
  await store.append([{ stream: streams.incident(incident.id), expected: incident.version, events, actor: ana }]);
}

const isWrite = ({ verb }: Asked) => verb === 'create' || verb === 'patch';

function momentOf({ at, write = 1 }: Death): (asked: Asked) => boolean {
  let tried = 0;
  let written = 0;
  return asked => {
    if (!isWrite(asked)) return false;
    if (asked.dryRun) tried += 1;
    else written += 1;
    switch (at) {
      case 'foretelling':
        return asked.dryRun && tried === 1;
      case 'trying':
        return asked.dryRun && tried === write + 1;
      case 'sending':
      case 'done':
        return !asked.dryRun && written === write;
    }
  };
}
