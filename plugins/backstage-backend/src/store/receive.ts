import type { Alert } from '@autocura/common';
import { alertKey, streams } from '@autocura/common';
import { InputError } from '@backstage/errors';
import type { Knex } from 'knex';
import { write } from './database';
import { asConflict, ConflictError } from './errors';
import { type Batch, insertEvents } from './events';
import { project } from './projections';
import { alertRows, type AlertState, alertStates } from './projections/alerts';

/** What became of the alerts of one delivery; the sum is their number. */
export interface Received {
  fired: number;
  resolved: number;
  unchanged: number;
}

interface Delivery {
  alerts: { key: string; alert: Alert }[];
  actor: string;
  resolve(received: Received): void;
  reject(error: unknown): void;
}

const alertsAtOnce = 1000;
const tries = 5;

/** Group commit: what arrives while one transaction is written shares the next, so that a slow disk is waited for once. */
export class Inbox {
  private waiting: Delivery[] = [];
  private busy = false;

  constructor(
    private readonly knex: Knex,
    private readonly now: () => Date,
  ) {}

  /** Resolves when the alerts are durable. Rejects when they are not, and then the sender must send them again. */
  async receive(alerts: Alert[], actor: string): Promise<Received> {
    const keyed = alerts.map(alert => ({ key: keyOf(alert), alert }));
    return new Promise((resolve, reject) => {
      this.waiting.push({ alerts: keyed, actor, resolve, reject });
      void this.drain();
    });
  }

  size(): number {
    return this.waiting.reduce((sum, { alerts }) => sum + alerts.length, 0);
  }

  private async drain() {
    if (this.busy) return;
    this.busy = true;
    for (let group = this.take(); group.length > 0; group = this.take()) await this.commit(group);
    this.busy = false;
  }

  private take(): Delivery[] {
    let alerts = 0;
    const fits = this.waiting.findIndex((delivery, index) => {
      alerts += delivery.alerts.length;
      return index > 0 && alerts > alertsAtOnce;
    });
    return this.waiting.splice(0, fits === -1 ? this.waiting.length : fits);
  }

  private async commit(deliveries: Delivery[]): Promise<void> {
    let group = deliveries;
    for (let attempt = 1; ; attempt += 1) {
      try {
        group = await withNews(this.knex, group, this.now());
        if (group.length === 0) return;
        const received = await store(this.knex, group, this.now());
        group.forEach((delivery, index) => delivery.resolve(received[index] ?? nothing));
        return;
      } catch (cause) {
        const error = asConflict(cause);
        if (error instanceof ConflictError && attempt < tries) continue;
        // One delivery that cannot be stored must not take the others down with it.
        if (group.length > 1) for (const delivery of group) await this.commit([delivery]);
        else group[0]?.reject(error);
        return;
      }
    }
  }
}

/** Throws InputError for an alert whose words PostgreSQL cannot hold in a column, on SQLite too. */
function keyOf(alert: Alert): string {
  const words = [alert.fingerprint, ...Object.values(alert.labels)];
  if (words.some(word => word.includes('\u0000'))) throw new InputError('alert: a fingerprint or label holds a NUL');
  return alertKey(alert);
}

/** Answers the deliveries that say nothing new: what can be read of their alerts is durable, and nothing is to be written. */
async function withNews(knex: Knex, group: Delivery[], now: Date): Promise<Delivery[]> {
  const known: Map<string, Known> = await alertStates(knex, keysOf(group));
  return group.filter(delivery => {
    if (!delivery.alerts.every(({ key, alert }) => whatIsNew(known.get(key), alert, now) === undefined)) return true;
    delivery.resolve({ ...nothing, unchanged: delivery.alerts.length });
    return false;
  });
}

const keysOf = (group: Delivery[]) => [...new Set(group.flatMap(({ alerts }) => alerts.map(({ key }) => key)))];

function store(knex: Knex, group: Delivery[], now: Date): Promise<Received[]> {
  return write(knex, async trx => {
    const known = new Map<string, Known>(await alertRows(trx, keysOf(group)));
    const decided = group.map(({ alerts, actor }) => decide(known, alerts, actor, now));
    const batches = decided.flatMap(one => one.batches).sort((a, b) => compare(a.stream, b.stream));
    if (batches.length > 0) await project(trx, await insertEvents(trx, batches, now.toISOString()));
    return decided.map(({ received }) => received);
  });
}

type Known = Omit<AlertState, 'key'>;

/** A repeat of an older delivery comes within moments; what fires longer after its end is sick again. */
const lateRepeatMs = 2 * 60_000;

function whatIsNew(before: Known | undefined, { status }: Alert, now: Date): 'fired' | 'resolved' | undefined {
  if (status === 'resolved') return before?.status === 'resolved' ? undefined : 'resolved';
  if (before === undefined) return 'fired';
  if (before.status === 'firing') return undefined;
  return now.getTime() - Date.parse(before.changed_at) > lateRepeatMs ? 'fired' : undefined;
}

/** Pure but for `known`, which learns what this delivery says before the next is looked at. */
function decide(known: Map<string, Known>, alerts: Delivery['alerts'], actor: string, now: Date) {
  const batches: Batch[] = [];
  const received = { fired: 0, resolved: 0, unchanged: 0 };
  for (const { key, alert } of alerts) {
    const before = known.get(key);
    const news = whatIsNew(before, alert, now);
    received[news ?? 'unchanged'] += 1;
    if (news === undefined) continue;
    const events: Batch['events'] = [];
    if (before === undefined || news === 'fired')
      events.push({ type: 'alert.fired', data: { alert: asFiring(alert) } });
    if (news === 'resolved') {
      events.push({ type: 'alert.resolved', data: { key, endsAt: alert.endsAt ?? now.toISOString() } });
    }
    const expected = before?.version ?? 0;
    batches.push({ stream: streams.alert(key), expected, events, actor });
    known.set(key, { status: alert.status, version: expected + events.length, changed_at: now.toISOString() });
  }
  return { batches, received };
}

function asFiring(alert: Alert): Alert {
  if (alert.status === 'firing' && alert.endsAt === undefined) return alert;
  const { endsAt: _, ...rest } = alert;
  return { ...rest, status: 'firing' };
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
const nothing: Received = { fired: 0, resolved: 0, unchanged: 0 };
