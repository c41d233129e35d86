import type { Alert, Change, FieldChange, Incident, IncidentEvent, Step } from '@autocura/common';
import { hasEnded, isFiring } from '@autocura/common';
import { setImmediate as turn } from 'node:timers/promises';
import { ActionFailedError, actions } from '../act';
import * as decide from '../decisions';
import { heal } from '../loop';
import type { PolicyRule } from '../plan';
import { someFacts } from '../plan/examples';
import { ConflictError } from '../store';
import type { World } from '../world';
import { fakeOutside } from './fakeOutside';
import { down, failing, up } from './lives';
import { brokenBy, brokenByIntent } from './promises';
import { everything, knowing } from './quick';
import { type Forgetful, type Lease, SmallStore } from './smallStore';

/** What a variant of the world leaves out. */
export interface Broken extends Forgetful {
  /** Whoever acts takes what comes with an old fence. */
  fencing?: boolean;
  /** A digest is the same whatever it is of. */
  digests?: boolean;
}

export interface SmallWorldOptions {
  policy: PolicyRule['mode'];
  /** A service that is down is restarted, and then rolled back; one that fails is rolled back. */
  trouble: 'down' | 'failing';
  /** What the first remedy comes to; the one after it heals. */
  first: 'heals' | 'does nothing' | 'harms';
  /** How many incidents are about the same service. */
  incidents: 1 | 2;
  broken?: Broken;
  /** How often something may come in between; as often as usual where it is not told. */
  happens?: Partial<typeof usual>;
}

/** What may come in between, and how often in one schedule. */
const usual = { crash: 2, lose: 2, resolve: 1, again: 1, merge: 1, undo: 1, brake: 2, drift: 2, tell: 1 };

/** A worker at a door of the world: what it asks for happens when the schedule lets it through. */
interface Waiting {
  worker: number;
  incidentId: string;
  at: string;
  pass(): void;
}

const ana = 'user:default/ana';
const began = Date.UTC(2026, 0, 1);
/** Phases in which nothing is due before somebody does something. */
const waitForPeople = ['escalated', 'observed', 'proposed'];

/**
 * One or two incidents about one service, two workers and everything that can go wrong between them, one step at a time:
 * a schedule of numbers says whose turn it is. The loop and the meaning of events are the real ones; store, lease and
 * outside are as small as their promises. What breaks one is kept in `broken`.
 */
export class SmallWorld {
  /** What must never happen and did. */
  readonly broken: string[] = [];
  /** Every state the schedule came by, in short. */
  readonly seen = new Set<string>();
  private readonly store: SmallStore;
  private now = began;
  private readonly fencesOutside = new Map<string, number>();
  private readonly waiting: Waiting[] = [];
  private readonly idle = new Set([1, 2]);
  private readonly effects: string[] = [];
  private readonly merges = new Map<string, { expected: number }>();
  private readonly outside = fakeOutside(() => new Date(this.now));
  private readonly knowledge = knowing(this.outside.acting, { approval: 1_000 });
  private readonly left: typeof usual;
  private braked = false;
  /** How what an action would change looks by now. */
  private drifted = 0;

  constructor(private readonly options: SmallWorldOptions) {
    const { broken = {}, trouble, incidents, happens } = options;
    this.left = { ...usual, ...happens };
    if (broken.digests) this.knowledge.planning.hash = () => 'same';
    this.store = new SmallStore(
      () => this.now,
      broken,
      (incident, event) => this.broken.push(...brokenByIntent(incident, event, this.store.underWay())),
    );
    this.outside.measures('cart', trouble === 'down' ? down : failing);
    this.outside.now['roll-back'] = { service: 'cart', version: '2' };
    for (let number = 1; number <= incidents; number += 1) this.store.open(`i${number}`, alertOf(number));
  }

  /** Plays the schedule, then lets the workers go on undisturbed until nothing is due. */
  async play(schedule: number[]): Promise<void> {
    for (const number of schedule) {
      const moves = this.moves();
      const move = moves[number % moves.length];
      if (move) await this.step(move);
    }
    this.braked = false;
    for (let steps = 0; steps < 600; steps += 1) {
      const next = this.quietMoves()[0];
      if (!next) break;
      await this.step(next);
    }
    for (const incident of this.all()) {
      const unreported = incident.attempts.find(({ actedAt }) => actedAt === undefined);
      if (unreported) this.broken.push(`nobody says what became of ${unreported.key}`);
      if (!hasEnded(incident) && !waitForPeople.includes(incident.phase))
        this.broken.push(`${incident.id} is lost: it is ${incident.phase} in the end`);
    }
  }

  private all(): Incident[] {
    return [...this.store.incidents.values()];
  }

  private async step(move: () => void) {
    move();
    // Everything between two doors happens without time passing.
    await turn();
    const doors = this.waiting.map(({ worker, incidentId, at }) => `${worker} ${incidentId} ${at}`).sort();
    const incidents = this.all().map(one => {
      const tries = one.attempts.map(({ step, outcome, undoneAt }) => [step.action, outcome, undoneAt !== undefined]);
      return [one.phase, isFiring(one), one.mergedInto, tries, this.store.leases.get(one.id)];
    });
    this.seen.add(JSON.stringify([incidents, doors, [...this.fencesOutside], this.effects]));
  }

  /** What may happen next. */
  private moves(): (() => void)[] {
    const { left } = this;
    const happens = (name: keyof typeof left, move: () => void) =>
      left[name] > 0
        ? [
            () => {
              left[name] -= 1;
              move();
            },
          ]
        : [];
    const firing = this.all().some(isFiring);
    return [
      ...this.quietMoves(),
      ...this.quietMoves(),
      ...this.waiting.flatMap(one => happens('crash', () => this.crash(one))),
      ...[...this.store.leases.values()].flatMap(lease => happens('lose', () => this.store.release(lease))),
      ...(firing ? happens('resolve', () => this.alertsTurn('resolved')) : []),
      ...(firing ? [] : happens('again', () => this.alertsTurn('firing'))),
      () => this.alertsTurn(firing ? 'firing' : 'resolved'),
      ...happens('brake', () => (this.braked = !this.braked)),
      ...happens('drift', () => (this.drifted += 1)),
      ...this.all().flatMap(({ id }) => this.movesOfPeople(id, happens)),
    ];
  }

  private movesOfPeople(
    id: string,
    happens: (name: 'undo' | 'tell' | 'merge', move: () => void) => (() => void)[],
  ): (() => void)[] {
    const decides = (events: (incident: Incident) => IncidentEvent[]) => () => this.decides(id, events);
    return [
      decides(incident => decide.approve(incident, digestOf(incident), ana, new Date(this.now))),
      ...happens(
        'undo',
        decides(incident => decide.undo(incident, incident.attempts.at(-1)?.key ?? '', ana)),
      ),
      ...happens(
        'tell',
        decides(incident => decide.tellAct(incident, { says: 'Turned it off' }, ana, new Date(this.now), { actions })),
      ),
      ...this.merging(id, happens),
    ];
  }

  /** What goes on when nothing goes wrong. */
  private quietMoves(): (() => void)[] {
    const due = this.all().filter(one => !hasEnded(one) && one.dueAt !== undefined);
    const now = due.filter(({ dueAt }) => Date.parse(dueAt ?? '') <= this.now);
    const next = Math.min(...due.map(({ dueAt }) => Date.parse(dueAt ?? '')));
    const free = now.filter(({ id }) => {
      const lease = this.store.leases.get(id);
      return !lease || this.idle.has(lease.worker);
    });
    const waits = now.length === 0 && due.length > 0 && this.waiting.length === 0;
    return [
      ...this.waiting.map(one => () => this.pass(one)),
      ...free.flatMap(({ id }) => [...this.idle].map(worker => () => this.begin(id, worker))),
      ...(waits ? [() => void (this.now = next)] : []),
    ];
  }

  private merging(id: string, happens: (name: 'merge', move: () => void) => (() => void)[]): (() => void)[] {
    const incident = this.store.incident(id);
    const merge = this.merges.get(id);
    if (merge) {
      const data = { into: 'another', why: 'one outage' };
      return [
        () => {
          this.merges.delete(id);
          this.attempt(() => this.store.append(id, merge.expected, [{ type: 'incident.merged', data }]));
        },
      ];
    }
    const busy = ['acting', 'verifying', 'undoing'].includes(incident.phase) || hasEnded(incident);
    return busy ? [] : happens('merge', () => this.merges.set(id, { expected: incident.version }));
  }

  private begin(id: string, worker: number) {
    this.idle.delete(worker);
    const lease = this.store.claim(id, worker);
    void heal(this.store.incident(id), this.knowledge, this.world(lease))
      .catch((error: unknown) => {
        if (!(error instanceof ConflictError)) this.broken.push(`the loop threw: ${String(error)}`);
      })
      .finally(() => {
        this.store.release(lease);
        this.idle.add(worker);
      });
  }

  private pass(one: Waiting) {
    this.waiting.splice(this.waiting.indexOf(one), 1);
    one.pass();
  }

  /** The process is gone, and one takes its place that knows nothing. What it had sent is still on its way. */
  private crash(one: Waiting) {
    this.waiting.splice(this.waiting.indexOf(one), 1);
    const lease = this.store.leases.get(one.incidentId);
    if (lease?.worker === one.worker) this.store.release(lease);
    this.idle.add(one.worker);
    if (one.at === 'on its way') this.waiting.push({ ...one, worker: 0 });
  }

  private door({ worker, incidentId }: Lease, at: string): Promise<void> {
    return new Promise(pass => this.waiting.push({ worker, incidentId, at, pass }));
  }

  private world(lease: Lease): World {
    const { source, acting } = this.outside;
    const change: Change = {
      ...{ id: 'deploy', kind: 'deploy', service: 'cart', summary: 'cart 2', from: '1', to: '2' },
      at: new Date(began - 2_000).toISOString(),
    };
    return {
      now: () => new Date(this.now),
      measure: (questions, usual) => source.measure(questions, usual),
      chart: async evidence => evidence,
      courses: async () => [],
      logs: async () => undefined,
      topology: async () => ({ edges: [] }),
      changes: async () => [change],
      outages: async () => [],
      worth: async () => [],
      heals: async () => 0,
      facts: async () => {
        await this.door(lease, 'facts');
        const policy = { rules: [{ ...everything, mode: this.options.policy }] };
        const replicas = { cart: { running: 2, wanted: 2 } };
        const brake = this.braked ? [{ by: ana, reason: 'stop' }] : [];
        return someFacts({ now: new Date(this.now).toISOString(), policy, replicas, brake, ...this.store.facts() });
      },
      wayBack: step => acting.wayBack(step),
      preview: async () => {
        await this.door(lease, 'preview');
        return this.foretold();
      },
      act: async (step, key) => {
        this.store.holds(lease);
        await this.door(lease, 'on its way');
        this.takesEffect(lease, step, key);
      },
      fence: async () => {
        this.store.holds(lease);
        await this.door(lease, 'fence');
        this.raiseFence(lease);
      },
      record: async (incident, events, facts) => {
        await this.door(lease, `record ${events.map(({ type }) => type).join(' ')}`);
        return this.store.record(lease, incident, events, facts);
      },
      recordFact: async (incident, events) => {
        await this.door(lease, 'record what happened');
        return this.store.recordFact(lease, incident, events);
      },
    };
  }

  private foretold(): FieldChange[] {
    return [{ object: 'cart', field: 'replicas', from: String(this.drifted), to: '5' }];
  }

  private raiseFence({ incidentId, fence }: Lease) {
    this.fencesOutside.set(incidentId, Math.max(this.fencesOutside.get(incidentId) ?? 0, fence));
  }

  /** What was sent has arrived. Whatever the outside was told since, this is what it does. */
  private takesEffect(lease: Lease, step: Step, key: string) {
    const { incidentId, fence } = lease;
    if (fence < (this.fencesOutside.get(incidentId) ?? 0) && !this.options.broken?.fencing) {
      throw new ActionFailedError('refused', 'it came with an old fence');
    }
    this.raiseFence(lease);
    const incident = this.store.incident(incidentId);
    const { effects, options } = this;
    const others = this.store.underWay().filter(one => one.incidentId !== incidentId);
    this.broken.push(...brokenBy({ step, key }, { incident, effects, others, mode: options.policy }));
    this.effects.push(key);
    if (!key.endsWith('/undo')) this.changes();
  }

  private changes() {
    const { first } = this.options;
    const isFirst = this.effects.length === 1;
    if (!isFirst || first === 'heals') {
      this.outside.measures('cart', up);
      this.alertsTurn('resolved');
    } else if (first === 'harms') {
      this.outside.measures('cart', { 'requests.errors': { value: 0.9, normal: 0 } });
    }
  }

  /** Told twice it changes nothing, as in the store. */
  private alertsTurn(status: 'firing' | 'resolved') {
    for (const incident of this.all()) {
      const [known] = incident.alerts;
      if (!known || known.status === status || hasEnded(incident)) continue;
      const endsAt = status === 'resolved' ? { endsAt: new Date(this.now).toISOString() } : {};
      this.store.append(incident.id, incident.version, [
        { type: 'incident.alert-changed', data: { key: known.key, status, ...endsAt } },
      ]);
    }
  }

  /** What a person may not decide now is refused, and nothing is written. */
  private decides(id: string, events: (incident: Incident) => IncidentEvent[]) {
    const incident = this.store.incident(id);
    this.attempt(() => this.store.append(id, incident.version, events(incident)));
  }

  private attempt(write: () => void) {
    try {
      write();
    } catch (error) {
      if (!(error instanceof Error) || !['ConflictError', 'InputError'].includes(error.name)) throw error;
    }
  }
}

const alertOf = (number: number): Alert => ({
  ...{ fingerprint: String(number).repeat(16), sender: 'alertmanager', status: 'firing', annotations: {} },
  labels: { alertname: 'TargetDown', service: 'cart', severity: 'critical' },
  startsAt: new Date(began).toISOString(),
});

const digestOf = (incident: Incident) => ('plan' in incident ? incident.plan.digest : '');
