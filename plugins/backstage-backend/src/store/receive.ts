import type { Alert, AlertEvent } from '@autocura/common';
import { alertKey, streams } from '@autocura/common';
import { InputError } from '@backstage/errors';
import type { Knex } from 'knex';
import { randomUUID } from 'node:crypto';
import { setImmediate as turn } from 'node:timers/promises';
import { alertWithoutSecrets } from '../redact';
import { pieces, write } from './database';
import { asConflict, ConflictError } from './errors';
import { type Batch, insertEvents } from './events';
import { monthOf } from './months';
import { project } from './projections';
import { type AlertState, alertStates } from './projections/alerts';

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
  private writing: Writing;

  constructor(
    private readonly knex: Knex,
    private readonly now: () => Date,
  ) {
    this.writing = newWriting(now());
  }

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
    // What has reached this process already is read in this turn, and need not wait for the next transaction.
    await turn();
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
        const known = await alertStates(this.knex, keysOf(group));
        group = withNews(known, group, this.now());
        if (group.length === 0) return;
        const now = this.now();
        if (this.writing.month !== monthOf(now)) this.writing = newWriting(now);
        const { received, length } = await store(this.knex, group, known, this.writing, now);
        this.writing.length = length;
        group.forEach((delivery, index) => delivery.resolve(received[index] ?? nothing));
        return;
      } catch (cause) {
        // How long it is now is not certain: what failed to answer may have been written.
        this.writing = newWriting(this.now());
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
function withNews(known: Map<string, AlertState>, group: Delivery[], now: Date): Delivery[] {
  return group.filter(delivery => {
    if (!delivery.alerts.every(({ key, alert }) => whatIsNew(known.get(key), alert, now) === undefined)) return true;
    delivery.resolve({ ...nothing, unchanged: delivery.alerts.length });
    return false;
  });
}

const keysOf = (group: Delivery[]) => [...new Set(group.flatMap(({ alerts }) => alerts.map(({ key }) => key)))];

interface Writing {
  stream: string;
  /** Events in it. */
  length: number;
  month: string;
}

/**
 * One for each writer and month: its events stand side by side on the disk, none waits for another's, and they go
 * together once nobody keeps them.
 */
const newWriting = (now: Date): Writing => ({
  ...{ stream: streams.alerts(randomUUID()), length: 0, month: monthOf(now) },
});

/** What is not in `known` is written as new, and ConflictError says that somebody else was faster. */
function store(knex: Knex, group: Delivery[], known: Map<string, AlertState>, writing: Writing, now: Date) {
  return write(knex, async trx => {
    const latest = new Map<string, Known>(await alertStates(trx, [...known.keys()], true));
    const batches: Batch[] = [];
    let { length } = writing;
    const received = group.map(({ alerts, actor }) => {
      const decided = decide(latest, alerts, now);
      batches.push({ stream: writing.stream, expected: length, events: decided.events, actor });
      length += decided.events.length;
      return decided.received;
    });
    await project(trx, await insertEvents(trx, batches, now.toISOString()));
    return { received, length };
  });
}

export type Known = Pick<AlertState, 'status' | 'changed_at'>;

/** A repeat of an older delivery comes within moments; what fires longer after its end is sick again. */
const lateRepeatMs = 2 * 60_000;

/** What an alert tells that was not known; undefined when it tells nothing. */
export function whatIsNew(before: Known | undefined, { status }: Alert, now: Date): 'fired' | 'resolved' | undefined {
  if (status === 'resolved') return before?.status === 'resolved' ? undefined : 'resolved';
  if (before === undefined) return 'fired';
  if (before.status === 'firing') return undefined;
  return now.getTime() - Date.parse(before.changed_at) > lateRepeatMs ? 'fired' : undefined;
}

const alertsInEvent = 100;

/** Pure but for `known`, which learns what this delivery says before the next is looked at. */
function decide(known: Map<string, Known>, alerts: Delivery['alerts'], now: Date) {
  const received = { ...nothing };
  const events = pieces(alerts, alertsInEvent).flatMap((piece): AlertEvent[] => {
    const news = { fired: [] as Alert[], again: [] as Alert[], resolved: [] as { key: string; endsAt: string }[] };
    for (const { key, alert } of piece) {
      const before = known.get(key);
      const what = whatIsNew(before, alert, now);
      received[what ?? 'unchanged'] += 1;
      if (what === undefined) continue;
      if (before === undefined) news.fired.push(asFiring(alert));
      else if (what === 'fired') news.again.push(asFiring(alert));
      if (what === 'resolved') news.resolved.push({ key, endsAt: alert.endsAt ?? now.toISOString() });
      known.set(key, { status: alert.status, changed_at: now.toISOString() });
    }
    const told = Object.entries(news).filter(([, some]) => some.length > 0);
    return told.length === 0 ? [] : [{ type: 'alerts.received', data: Object.fromEntries(told) }];
  });
  return { events, received };
}

/** As it is kept: without an end and without secrets; in a storm most are so already. */
function asFiring(alert: Alert): Alert {
  const known = alertWithoutSecrets(alert);
  if (known.status === 'firing' && known.endsAt === undefined) return known;
  const { endsAt: _, ...rest } = known;
  return { ...rest, status: 'firing' };
}

const nothing: Received = { fired: 0, resolved: 0, unchanged: 0 };
