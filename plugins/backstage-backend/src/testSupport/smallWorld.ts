import type { Alert, Change, Incident, IncidentEvent, Step, Stored } from '@autocura/common';
import { alertKey, hasEnded, isFiring, streams } from '@autocura/common';
import { setImmediate as turn } from 'node:timers/promises';
import { ActionFailedError } from '../act';
import * as decide from '../decisions';
import { heal } from '../loop';
import type { PolicyRule } from '../plan';
import { someFacts } from '../plan/examples';
import { evolve } from '../store';
import { ConflictError, LeaseLostError } from '../store';
import type { World } from '../world';
import { fakeOutside } from './fakeOutside';
import { down, failing, up } from './lives';
import { everything, knowing } from './quick';

/** What a variant of the world leaves out. */
export interface Broken {
  /** Whoever acts takes what comes with an old fence. */
  fencing?: boolean;
  /** An intent is thought to be written, and is not. */
  intents?: boolean;
  /** A write does not look whether something else was written since. */
  versions?: boolean;
}

export interface SmallWorldOptions {
  policy: PolicyRule['mode'];
  /** A service that is down is restarted, and then rolled back; one that fails is rolled back. */
  trouble: 'down' | 'failing';
  /** What the first remedy comes to; the one after it heals. */
  first: 'heals' | 'does nothing' | 'harms';
  broken?: Broken;
}

/** A worker at a door of the world: what it asks for happens when the schedule lets it through. */
interface Waiting {
  worker: number;
  at: string;
  pass(): void;
}

interface Lease {
  worker: number;
  fence: number;
}

const ana = 'user:default/ana';
const id = 'i1';
const began = Date.UTC(2026, 0, 1);

/**
 * One incident, two workers and everything that can go wrong between them, one step at a time: a schedule of numbers
 * says whose turn it is. The loop and the meaning of events are the real ones; store, lease and outside are as small as
 * their promises. What breaks one is kept in `broken`.
 */
export class SmallWorld {
  /** What must never happen and did. */
  readonly broken: string[] = [];
  /** Every state the schedule came by, in short. */
  readonly seen = new Set<string>();
  incident: Incident;
  private now = began;
  private lease: Lease | undefined;
  private fence = 0;
  private fenceOutside = 0;
  private readonly waiting: Waiting[] = [];
  private readonly idle = new Set([1, 2]);
  private readonly effects: string[] = [];
  private merge: { expected: number } | undefined;
  private readonly outside = fakeOutside(() => new Date(this.now));
  private readonly knowledge = knowing(this.outside.acting, { approval: 1_000 });
  private readonly alert: Alert;
  private readonly left = { crash: 2, lose: 2, resolve: 1, again: 1, merge: 1, undo: 1, brake: 2 };
  private braked = false;

  constructor(private readonly options: SmallWorldOptions) {
    const startsAt = new Date(began).toISOString();
    this.alert = {
      ...{ fingerprint: 'f'.repeat(16), sender: 'alertmanager', status: 'firing', annotations: {}, startsAt },
      labels: { alertname: 'TargetDown', service: 'cart', severity: 'critical' },
    };
    this.outside.measures('cart', options.trouble === 'down' ? down : failing);
    this.outside.now['roll-back'] = { service: 'cart', version: '2' };
    this.incident = evolve(
      undefined,
      this.stored(1, {
        type: 'incident.opened',
        data: {
          ...{ service: 'cart', title: 'cart is down', severity: 'critical', began: 'alert', dueAt: startsAt },
          alerts: [this.joining('it fires')],
        },
      }),
    );
  }

  /** Plays the schedule, then lets the workers go on undisturbed until nothing is due. */
  async play(schedule: number[]): Promise<void> {
    for (const number of schedule) {
      const moves = this.moves();
      const move = moves[number % moves.length];
      if (move) await this.step(move);
    }
    this.braked = false;
    for (let steps = 0; steps < 400; steps += 1) {
      const next = this.quietMoves()[0];
      if (!next) break;
      await this.step(next);
    }
    const unreported = this.incident.attempts.filter(({ actedAt }) => actedAt === undefined);
    if (unreported.length > 0) this.broken.push(`nobody says what became of ${unreported[0]?.key}`);
  }

  private async step(move: () => void) {
    move();
    // Everything between two doors happens without time passing.
    await turn();
    const { phase, attempts, mergedInto } = this.incident;
    const doors = this.waiting.map(({ worker, at }) => `${worker} ${at}`).sort();
    const tries = attempts.map(({ step, outcome, undoneAt }) => [step.action, outcome, undoneAt !== undefined]);
    const { fence, fenceOutside, lease, effects } = this;
    const state = [
      phase,
      isFiring(this.incident),
      mergedInto,
      doors,
      tries,
      fence,
      fenceOutside,
      lease?.worker,
      effects,
    ];
    this.seen.add(JSON.stringify(state));
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
    return [
      ...this.quietMoves(),
      ...this.quietMoves(),
      ...this.waiting.flatMap(one => happens('crash', () => this.crash(one))),
      ...(this.lease ? happens('lose', () => (this.lease = undefined)) : []),
      ...(isFiring(this.incident) ? happens('resolve', () => this.alertTurns('resolved')) : []),
      ...(isFiring(this.incident) ? [] : happens('again', () => this.alertTurns('firing'))),
      () => this.alertTurns(this.incident.alerts[0]?.status ?? 'firing'),
      () => this.decides(incident => decide.approve(incident, digestOf(incident), ana, new Date(this.now))),
      ...happens('undo', () =>
        this.decides(incident => decide.undo(incident, incident.attempts.at(-1)?.key ?? '', ana)),
      ),
      ...happens('brake', () => (this.braked = !this.braked)),
      ...this.merging(happens),
    ];
  }

  /** What goes on when nothing goes wrong. */
  private quietMoves(): (() => void)[] {
    const { dueAt } = this.incident;
    const due = !hasEnded(this.incident) && dueAt !== undefined;
    const isDue = due && Date.parse(dueAt) <= this.now;
    const holder = this.lease && !this.idle.has(this.lease.worker);
    return [
      ...this.waiting.map(one => () => this.pass(one)),
      ...(isDue && !holder ? [...this.idle].map(worker => () => this.begin(worker)) : []),
      ...(due && !isDue && this.waiting.length === 0 ? [() => void (this.now = Date.parse(dueAt))] : []),
    ];
  }

  private merging(happens: (name: 'merge', move: () => void) => (() => void)[]): (() => void)[] {
    if (this.merge) {
      const { expected } = this.merge;
      const data = { into: 'i2', why: 'one outage' };
      return [
        () => {
          this.merge = undefined;
          this.attempt(() => this.append(expected, [{ type: 'incident.merged', data }]));
        },
      ];
    }
    const busy = ['acting', 'verifying', 'undoing'].includes(this.incident.phase) || hasEnded(this.incident);
    return busy ? [] : happens('merge', () => (this.merge = { expected: this.incident.version }));
  }

  private begin(worker: number) {
    this.idle.delete(worker);
    this.fence += 1;
    const lease = { worker, fence: this.fence };
    this.lease = lease;
    void heal(this.incident, this.knowledge, this.world(lease))
      .catch((error: unknown) => {
        if (!(error instanceof ConflictError)) this.broken.push(`the loop threw: ${String(error)}`);
      })
      .finally(() => {
        if (this.lease === lease) this.lease = undefined;
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
    if (this.lease?.worker === one.worker) this.lease = undefined;
    this.idle.add(one.worker);
    if (one.at === 'on its way') this.waiting.push({ ...one, worker: 0 });
  }

  private door(worker: number, at: string): Promise<void> {
    return new Promise(pass => this.waiting.push({ worker, at, pass }));
  }

  private holds(lease: Lease) {
    if (this.lease !== lease) throw new LeaseLostError(`${lease.worker} holds the incident no more`);
  }

  private world(lease: Lease): World {
    const { source, acting } = this.outside;
    const change: Change = {
      ...{ id: 'deploy', kind: 'deploy', service: 'cart', summary: 'cart 2', from: '1', to: '2' },
      at: new Date(began - 2_000).toISOString(),
    };
    const record = async (incident: Incident, events: IncidentEvent[]) => {
      await this.door(lease.worker, `record ${events.map(({ type }) => type).join(' ')}`);
      this.holds(lease);
      const { intents, versions } = this.options.broken ?? {};
      if (intents && events.some(({ type }) => type === 'incident.acting')) return this.incident;
      return this.append(versions ? this.incident.version : incident.version, events);
    };
    return {
      now: () => new Date(this.now),
      measure: (questions, options) => source.measure(questions, options),
      chart: async evidence => evidence,
      courses: async () => [],
      topology: async () => ({ edges: [] }),
      changes: async () => [change],
      worth: async () => [],
      heals: async () => 0,
      facts: async () => {
        await this.door(lease.worker, 'facts');
        const policy = { rules: [{ ...everything, mode: this.options.policy }] };
        const replicas = { cart: { running: 2, wanted: 2 } };
        const brake = this.braked ? [{ by: ana, reason: 'stop' }] : [];
        return someFacts({ now: new Date(this.now).toISOString(), policy, replicas, brake });
      },
      wayBack: step => acting.wayBack(step),
      preview: async () => undefined,
      act: async (step, key) => {
        this.holds(lease);
        await this.door(lease.worker, 'on its way');
        this.takesEffect(step, key, lease.fence);
      },
      fence: async () => {
        this.holds(lease);
        await this.door(lease.worker, 'fence');
        this.fenceOutside = Math.max(this.fenceOutside, lease.fence);
      },
      record,
      recordFact: async (_, events) => {
        await this.door(lease.worker, 'record what happened');
        this.holds(lease);
        return this.append(this.incident.version, events);
      },
    };
  }

  /** What was sent has arrived. Whatever the outside was told since, this is what it does. */
  private takesEffect(step: Step, key: string, fence: number) {
    if (fence < this.fenceOutside && !this.options.broken?.fencing) {
      throw new ActionFailedError('refused', 'it came with an old fence');
    }
    this.fenceOutside = Math.max(this.fenceOutside, fence);
    const undo = key.endsWith('/undo');
    const attempt = this.incident.attempts.find(one => key === (undo ? `${one.key}/undo` : one.key));
    const { phase } = this.incident;
    const says = (what: string) => this.broken.push(`${what}: ${key} while ${phase}`);
    if (!attempt) says('no stored intent');
    if (this.incident.mergedInto !== undefined) says('it goes on in another incident');
    if (!undo && this.effects.includes(key)) says('done twice');
    if (!undo && phase !== 'acting') says('acted on what is not its turn');
    if (!undo && 'attempt' in this.incident && this.incident.attempt.key !== key) says('acted beside another');
    if (undo && phase !== 'undoing') says('taken back out of turn');
    if (!undo && step.action === 'roll-back' && attempt?.undo === undefined) says('no way back');
    if (undo && JSON.stringify(attempt?.undo) !== JSON.stringify(step)) says('another way back than the stored one');
    this.effects.push(key);
    if (!undo) this.changes();
  }

  private changes() {
    const { first } = this.options;
    const isFirst = this.effects.length === 1;
    if (!isFirst || first === 'heals') {
      this.outside.measures('cart', up);
      this.alertTurns('resolved');
    } else if (first === 'harms') {
      this.outside.measures('cart', { 'requests.errors': { value: 0.9, normal: 0 } });
    }
  }

  /** Told twice it changes nothing, as in the store. */
  private alertTurns(status: 'firing' | 'resolved') {
    const [known] = this.incident.alerts;
    if (!known || known.status === status || hasEnded(this.incident)) return;
    const endsAt = status === 'resolved' ? { endsAt: new Date(this.now).toISOString() } : {};
    this.append(this.incident.version, [
      { type: 'incident.alert-changed', data: { key: known.key, status, ...endsAt } },
    ]);
  }

  /** What a person may not decide now is refused, and nothing is written. */
  private decides(events: (incident: Incident) => IncidentEvent[]) {
    this.attempt(() => this.append(this.incident.version, events(this.incident)));
  }

  private attempt(write: () => void) {
    try {
      write();
    } catch (error) {
      if (!(error instanceof Error) || !['ConflictError', 'InputError'].includes(error.name)) throw error;
    }
  }

  private append(expected: number, events: IncidentEvent[]): Incident {
    if (expected !== this.incident.version) throw new ConflictError('something else was written');
    for (const event of events) {
      const intends = event.type === 'incident.acting';
      if (intends && !isFiring(this.incident)) this.broken.push('meant to act on a resolved alert');
      this.incident = evolve(this.incident, this.stored(this.incident.version + 1, event));
    }
    return this.incident;
  }

  private stored(seq: number, event: IncidentEvent): Stored<IncidentEvent> {
    return { ...event, stream: streams.incident(id), seq, at: new Date(this.now).toISOString(), actor: 'autocura' };
  }

  private joining(why: string) {
    const { labels, startsAt } = this.alert;
    const key = alertKey(this.alert);
    return { key, name: 'TargetDown', service: 'cart', labels, status: 'firing' as const, startsAt, why };
  }
}

const digestOf = (incident: Incident) => ('plan' in incident ? incident.plan.digest : '');
