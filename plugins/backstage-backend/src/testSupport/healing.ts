import type { Alert, Hold, Incident, InPhase, Phase, Stored, Topology } from '@autocura/common';
import { streams } from '@autocura/common';
import type { Acting } from '../act';
import { Healer } from '../healer';
import type { PolicyRule } from '../plan';
import type { Durations } from '../settings';
import { Store } from '../store';
import type { TestDatabase } from '../store/testDatabases';
import { migrations } from '../store/testDatabases';
import type { Outside } from './fakeOutside';
import { fakeOutside } from './fakeOutside';
import { everything, type Heard, knowing, listening, until } from './quick';

const sender = 'external:alertmanager';
let fingerprints = 0;

/** A real store and a healer at work, with an outside that the test scripts. */
export interface Healing {
  store: Store;
  outside: Outside;
  /** May be changed while it runs. */
  topology: Topology;
  policy: PolicyRule[];
  /** Who holds the brake. */
  holds: Hold[];
  logged: Heard[];
  /** Another replica on the same database, at work. */
  another(): Healer;
  wake(): void;
  /** An alert about the service, received and acknowledged. */
  fire(service: string, labels?: Record<string, string>): Promise<Alert>;
  /** Every alert that was fired. */
  fired: Alert[];
  resolve(alert: Alert): Promise<void>;
  incidents(): Promise<Incident[]>;
  /** Waits until the incident is in that phase; of the only incident when none is named. */
  reaches<P extends Phase>(phase: P, id?: string): Promise<InPhase<P>>;
  timeline(id: string): Promise<Stored[]>;
  stop(): Promise<void>;
}

export async function startHealing(
  database: TestDatabase,
  options: {
    durations?: Partial<Durations>;
    compareMs?: number;
    stormMs?: number;
    policy?: PolicyRule[];
    acting?: Acting;
  } = {},
): Promise<Healing> {
  const now = () => new Date();
  const outside = fakeOutside(now);
  const acting = options.acting ?? outside.acting;
  const store = await Store.create(database.knex, { migrations });
  const logger = listening();
  const healers: Healer[] = [];

  const start = () => {
    const healer = new Healer({
      store,
      source: outside.source,
      acting,
      topology: async () => healing.topology,
      facts: {
        store,
        source: outside.source,
        policy: async () => ({ rules: healing.policy }),
        brake: async () => ({ holds: healing.holds }),
        protectedTargets: [],
        watchedMs: 150,
        now,
      },
      now,
      knowledge: knowing(acting, options.durations),
      logger,
      sweepMs: 10,
      leaseMs: 5_000,
      compareMs: options.compareMs ?? 30,
      ...(options.stormMs !== undefined && { stormMs: options.stormMs }),
    });
    healers.push(healer);
    healer.start();
    return healer;
  };

  const healing: Healing = {
    store,
    outside,
    topology: { edges: [] },
    policy: options.policy ?? [everything],
    holds: [],
    logged: logger.heard,
    fired: [],
    another: start,
    wake: () => healers.forEach(healer => healer.wake()),
    async fire(service, labels = {}) {
      fingerprints += 1;
      const alert: Alert = {
        fingerprint: fingerprints.toString(16).padStart(16, '0'),
        sender: 'alertmanager',
        status: 'firing',
        labels: { alertname: 'TargetDown', service, severity: 'critical', ...labels },
        annotations: {},
        startsAt: now().toISOString(),
      };
      healing.fired.push(alert);
      await store.receive([alert], sender);
      healing.wake();
      return alert;
    },
    async resolve(alert) {
      await store.receive([{ ...alert, status: 'resolved', endsAt: now().toISOString() }], sender);
      healing.wake();
    },
    incidents: async () => (await store.incidents({ limit: 1000, order: 'oldest' })).items,
    async reaches<P extends Phase>(phase: P, id?: string) {
      let seen: string[] = [];
      return until(`phase ${phase}`, async () => {
        const all = await healing.incidents();
        seen = all.map(incident => `${incident.service} ${incident.phase}`);
        return all.find((one): one is InPhase<P> => one.phase === phase && (id === undefined || one.id === id));
      }).catch(cause => {
        throw new Error(`never ${phase}: ${seen.join(', ')}`, { cause });
      });
    },
    timeline: id => store.events(streams.incident(id)),
    async stop() {
      await Promise.all(healers.map(healer => healer.stop()));
    },
  };
  start();
  return healing;
}
