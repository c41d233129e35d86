import type { Alert } from '@autocura/common';
import { alertKey } from '@autocura/common';
import { setTimeout as pause } from 'node:timers/promises';
import type { HealerProcess } from '../../src/testSupport/startHealer';
import { alertOf, resolvedOf } from '../../src/testSupport/targetDown';
import type { WatchedOutside } from '../../src/testSupport/watchedOutside';

/** One delivery that was acknowledged: seconds since the beginning, and how long it took with all its tries, ms. */
export interface Delivered {
  at: number;
  ms: number;
}

interface Living {
  alert: Alert;
  /** All that was sent about it so far; what comes next waits, as a sender's does. */
  sent: Promise<void>;
}

const services = 300;
/** Share of outages that no action helps; they end by themselves. */
const hopeless = 0.1;
const endsByItselfMs = 15_000;
/** What nobody else has repaired, people have by then. */
const peopleMs = 60_000;
const againMs = 500;

/** A sender that never gives up, and the outages that it tells of. */
export class Traffic {
  /** What was acknowledged last of each alert. */
  readonly acknowledged = new Map<string, Alert['status']>();
  readonly delivered: Delivered[] = [];
  tries = 0;
  private readonly began = performance.now();
  private readonly living = new Map<string, Living>();
  private count = 0;
  private stopped = false;

  constructor(
    private readonly outside: WatchedOutside,
    private readonly replicas: () => HealerProcess[],
    /** Share of deliveries that tell of something new; all else is told again. */
    private readonly ofNew = 0.06,
  ) {}

  helps = (service: string) => Number(service.split('-')[1]) % (1 / hopeless) !== 0;

  /** So many deliveries a second until it is stopped. */
  async flow(perSecond: number): Promise<void> {
    while (!this.stopped) {
      this.one();
      await pause(1000 / perSecond);
    }
  }

  /** That many services fail within these milliseconds, and each is told again five times. */
  async storm(outages: number, withinMs: number): Promise<void> {
    for (let n = 0; n < outages && !this.stopped; n += 1) {
      this.begin();
      for (let again = 0; again < 5; again += 1) this.repeat();
      await pause(withinMs / outages);
    }
  }

  /** Everything ends, and everything is told. */
  async stop(): Promise<void> {
    this.stopped = true;
    for (const service of this.living.keys()) {
      this.outside.repairs(service);
      this.end(service);
    }
    while (this.living.size > 0) await pause(100);
  }

  /** It is well: its alert ends. */
  end(service: string): void {
    const one = this.living.get(service);
    if (!one) return;
    const told = resolvedOf(one.alert);
    one.sent = one.sent.then(() => this.deliver(told)).then(() => void this.living.delete(service));
  }

  private one() {
    if (Math.random() < this.ofNew) this.begin();
    else this.repeat();
  }

  private begin() {
    const service = `service-${this.count % services}`;
    this.count += 1;
    if (this.living.has(service)) return;
    this.outside.breaks(service);
    const alert = alertOf(this.count, service);
    this.living.set(service, { alert, sent: this.deliver(alert) });
    void pause(this.helps(service) ? peopleMs : endsByItselfMs).then(() => {
      if (this.living.get(service)?.alert !== alert) return;
      this.outside.repairs(service);
      this.end(service);
    });
  }

  private repeat() {
    const all = [...this.living.values()];
    const one = all[Math.floor(Math.random() * all.length)];
    if (one) one.sent = one.sent.then(() => this.deliver(one.alert));
  }

  private async deliver(alert: Alert): Promise<void> {
    const from = performance.now();
    const key = alertKey(alert);
    // What was told as ended is not told as firing again.
    if (alert.status === 'firing' && this.acknowledged.get(key) === 'resolved') return;
    for (;;) {
      this.tries += 1;
      const alive = this.replicas();
      const one = alive[Math.floor(Math.random() * alive.length)];
      if (one && (await one.accepts(alert))) break;
      await pause(againMs);
    }
    this.acknowledged.set(key, alert.status);
    const now = performance.now();
    this.delivered.push({ at: (now - this.began) / 1000, ms: now - from });
  }
}
