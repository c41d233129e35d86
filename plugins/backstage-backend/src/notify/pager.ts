import type { Delivery, Incident, Notice, NoticeEvent, Words } from '@autocura/common';
import { streams, wordsFor } from '@autocura/common';
import type { LoggerService } from '@backstage/backend-plugin-api';
import { randomUUID } from 'node:crypto';
import { type Escalation, nextMove } from '../escalate';
import type { Lease, Store } from '../store';
import { ConflictError } from '../store';
import type { Channel } from './channels';
import { messageOf } from './message';
import { takeTurn } from './throttle';

/** A channel as the configuration has it. */
export interface OpenChannel {
  channel: Channel;
  /** Messages in a minute, at most. */
  perMinute: number;
  language: string;
}

export interface PagerOptions {
  store: Store;
  channels: Record<string, OpenChannel>;
  /** Undefined while there is none that could be read. */
  escalation(): Promise<Escalation | undefined>;
  /** Why people are not to be told now, in words. */
  hold(notice: Notice, incident: Incident | undefined): Promise<string | undefined>;
  /** Which entity of the catalog the service is. */
  entityOf?(service: string): Promise<string | undefined>;
  /** Where an incident is opened. */
  linkOf(incidentId: string): string | undefined;
  logger: LoggerService;
  now(): Date;
  /** Between two looks at what is due, in milliseconds. */
  everyMs?: number;
  /** How long a notice stays ours without a sign of life, in milliseconds. */
  leaseMs?: number;
  /** For one message, in milliseconds. */
  timeoutMs?: number;
  /** Before the second try, in milliseconds; twice as long before each one after. */
  firstRestMs?: number;
}

const atOnce = 8;
/** So often a message is tried by one way before the next step is taken. */
const mostTries = 5;
const longestRestMs = 60_000;

/** Tells people what the record says they are to be told: whoever of all replicas holds the notice. */
export class Pager {
  private readonly owner = randomUUID();
  private timer: NodeJS.Timeout | undefined;
  private round: Promise<void> | undefined;
  private stopped = false;
  private turns: Promise<unknown> = Promise.resolve();

  constructor(private readonly options: PagerOptions) {}

  start() {
    this.timer = setInterval(() => this.wake(), this.options.everyMs ?? 1_000);
    this.wake();
  }

  async stop() {
    this.stopped = true;
    clearInterval(this.timer);
    await this.round;
  }

  private wake() {
    if (this.stopped) return;
    this.round ??= this.work()
      .catch(error => this.options.logger.error('people could not be told', error))
      .finally(() => {
        this.round = undefined;
      });
  }

  /** Everything that is due. */
  async work(): Promise<void> {
    const { store, escalation, leaseMs = 60_000 } = this.options;
    const policies = await escalation();
    if (!policies) return;
    for (;;) {
      const leases = this.stopped ? [] : await store.claimNotices(this.owner, atOnce, leaseMs);
      if (leases.length === 0) return;
      await Promise.all(leases.map(lease => this.bringOn(lease, policies)));
    }
  }

  private async bringOn(lease: Lease, policies: Escalation) {
    const { store, logger } = this.options;
    try {
      const notice = await store.notice(lease.incidentId);
      if (notice) await this.tell(await this.decide(notice, policies, lease), lease);
      await store.release(lease);
    } catch (error) {
      if (error instanceof ConflictError) {
        logger.debug('a notice changed meanwhile; looked at anew', { notice: lease.incidentId });
        await store.release(lease);
      } else {
        // The lease is left to run out: a failure that repeats must not be tried in a circle.
        logger.error('a notice could not be brought on', { notice: lease.incidentId, error: String(error) });
      }
    }
  }

  /** Takes the steps that are due. */
  private async decide(notice: Notice, policies: Escalation, lease: Lease): Promise<Notice> {
    const { store, hold, now } = this.options;
    const incident = await store.incident(notice.incidentId);
    const held = await hold(notice, incident);
    for (let known = notice; ;) {
      const move = nextMove(known, policies, now().toISOString(), held);
      if (!move) return known;
      known = await this.append(known, [move], lease);
    }
  }

  /** Sends what is due. What was sent and not yet written is sent again after a crash, with the same key. */
  private async tell(notice: Notice, lease: Lease) {
    const { store, now } = this.options;
    const due = notice.deliveries.filter(({ dueAt }) => dueAt !== undefined && dueAt <= now().toISOString());
    if (due.length === 0) return;
    const incident = await store.incident(notice.incidentId);
    const events = await Promise.all(due.map(delivery => this.send(delivery, notice, incident)));
    await this.append(notice, events, lease);
  }

  private async send(delivery: Delivery, notice: Notice, incident: Incident | undefined): Promise<NoticeEvent> {
    const { channels, linkOf, timeoutMs = 10_000 } = this.options;
    const { key, channel: by, name, about } = delivery;
    const of = { key, channel: by, name };
    const way = channels[by];
    if (!way) return { type: 'notice.undelivered', data: { ...of, reason: 'no channel of that name is configured' } };
    const waitMs = await this.turnOf(by, way.perMinute);
    if (waitMs > 0) {
      const later = this.again(of, `${by} has told as much as it may in a minute`, waitMs);
      return { ...later, data: { ...later.data, turn: true } };
    }
    const address = await this.addressOf(delivery, notice);
    if (address === undefined) {
      return {
        type: 'notice.undelivered',
        data: { ...of, reason: `the catalog knows no entity of ${notice.service}` },
      };
    }
    const link = linkOf(notice.incidentId);
    const words: Words = wordsFor(way.language);
    const told = { notice, about, key, words, ...(incident && { incident }), ...(link !== undefined && { link }) };
    const sent = await way.channel.send(messageOf(told), address, AbortSignal.timeout(timeoutMs));
    if (sent.state === 'delivered') return { type: 'notice.delivered', data: of };
    const { reason, final, retryAfterMs } = sent;
    const tries = delivery.refused + 1;
    if (final || tries >= mostTries) return { type: 'notice.undelivered', data: { ...of, reason } };
    return this.again(of, reason, retryAfterMs ?? this.restAfter(tries));
  }

  /** `{entity}` stands for the service's own: Backstage tells whoever owns it. */
  private async addressOf({ address }: Delivery, { service }: Notice): Promise<string | undefined> {
    return address === '{entity}' ? this.options.entityOf?.(service) : address;
  }

  /** One after another, so that this process does not stand in its own way. */
  private turnOf(channel: string, perMinute: number): Promise<number> {
    const { store, now } = this.options;
    const turn = this.turns.then(() => takeTurn(store, { channel, owner: this.owner, perMinute, now: now() }));
    this.turns = turn.catch(() => undefined);
    return turn;
  }

  private again(of: Pick<Delivery, 'key' | 'channel' | 'name'>, reason: string, ms: number) {
    const again = new Date(this.options.now().getTime() + ms).toISOString();
    return { type: 'notice.undelivered' as const, data: { ...of, reason, again } };
  }

  private restAfter(tries: number) {
    return Math.min(longestRestMs, (this.options.firstRestMs ?? 2_000) * 2 ** (tries - 1));
  }

  private async append(notice: Notice, events: NoticeEvent[], lease: Lease): Promise<Notice> {
    const { store } = this.options;
    const stream = streams.notice(notice.id);
    await store.append([{ stream, expected: notice.version, events, actor: 'autocura' }], { lease });
    const next = await store.notice(notice.id);
    if (!next) throw new Error(`Notice ${notice.id} is gone`);
    return next;
  }
}
