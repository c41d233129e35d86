import type { Alert } from '@autocura/common';
import { alertKey } from '@autocura/common';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import type { Store } from '../../src/store';
import { type RealSenders, realSenders } from '../../src/testSupport/realSenders';
import type { HealerProcess } from '../../src/testSupport/startHealer';
import type { WatchedOutside } from '../../src/testSupport/watchedOutside';

const services = Array.from({ length: 30 }, (_, n) => `watched-${n}`);
/** No action helps the first so many; they get well by themselves. */
const hopeless = 3;
const endsByItselfMs = 15_000;
const everyMs = 2_000;
const roundMs = services.length * everyMs;
/** What nobody else has repaired, people have by then: well for half a round, or nobody would see that it was. */
const peopleMs = 1.5 * roundMs;
/** Whoever is sick for longer is known, or was missed. */
const knownWithinMs = 60_000;
/** Prometheus looks each second, and counts from the look before. */
const slackMs = 5_000;

/** Outages that a real Prometheus finds and a real Alertmanager tells, of services that nobody else tells of. */
export class Watched {
  /** Alerts of which a delivery was acknowledged. */
  readonly acknowledged = new Set<string>();
  private readonly sickSince = new Map<string, number>();
  /** Which, and since when: people had to repair it, so it has to be known. */
  private readonly repaired: [string, number][] = [];
  private readonly began = Date.now();
  private count = 0;

  private constructor(
    readonly senders: RealSenders,
    private readonly door: Server,
    private readonly outside: WatchedOutside,
  ) {}

  static async start(outside: WatchedOutside, replicas: () => HealerProcess[]): Promise<Watched> {
    const heard = (alerts: Alert[]) => alerts.forEach(alert => watched.acknowledged.add(alertKey(alert)));
    const door = await doorTo(replicas, heard);
    const webhook = `http://127.0.0.1:${(door.address() as AddressInfo).port}/`;
    const watched: Watched = new Watched(await realSenders(webhook, services), door, outside);
    return watched;
  }

  knows = (service: string) => services.includes(service);

  helps = (service: string) => services.indexOf(service) >= hopeless;

  /** One more falls sick every few seconds, while there is time left. */
  async flow(left: () => number): Promise<void> {
    while (left() > 0) {
      this.begin();
      await pause(Math.min(everyMs, left()));
    }
  }

  end(service: string) {
    this.senders.sick.delete(service);
    this.sickSince.delete(service);
  }

  /** All get well. Resolves with who was sick for a minute and is not in the record. */
  async endAll(store: Store): Promise<string[]> {
    const known = await store.alertsSince(new Date(0));
    const isOf = (alert: Alert, since: number) => {
      const late = Date.parse(alert.startsAt) - since;
      // Of a Prometheus that was killed an alert begins anew, and while people have not repaired it that is soon enough.
      return late > -slackMs && late < peopleMs;
    };
    const missed = [...this.repaired, ...this.sickSince].filter(
      ([service, since]) =>
        Date.now() - since > knownWithinMs &&
        !known.some(alert => alert.labels.service === service && isOf(alert, since)),
    );
    for (const service of services) {
      this.outside.repairs(service);
      this.end(service);
    }
    const seconds = (at: number) => Math.round((at - this.began) / 1000);
    return missed.map(
      ([service, since]) => `${service}, sick at ${seconds(since)} s for more than a minute: nobody knew`,
    );
  }

  async stop() {
    await this.senders.stop();
    this.door.close();
    this.door.closeAllConnections();
  }

  private begin() {
    const service = services[this.count % services.length] as string;
    this.count += 1;
    if (this.sickSince.has(service)) return;
    this.outside.breaks(service);
    this.senders.sick.add(service);
    const since = Date.now();
    this.sickSince.set(service, since);
    void pause(this.helps(service) ? peopleMs : endsByItselfMs).then(() => {
      if (this.sickSince.get(service) !== since) return;
      if (this.helps(service)) this.repaired.push([service, since]);
      this.outside.repairs(service);
      this.end(service);
    });
  }
}

/** Where Alertmanager sends to: whichever replica is there answers, as behind a load balancer. */
async function doorTo(replicas: () => HealerProcess[], heard: (alerts: Alert[]) => void): Promise<Server> {
  const door = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const body = Buffer.concat(parts).toString();
      const alive = replicas();
      const one = alive[Math.floor(Math.random() * alive.length)];
      const headers = { 'content-type': 'application/json' };
      const asked = one ? fetch(one.url, { method: 'POST', headers, body }) : Promise.reject(new Error('nobody'));
      void asked.then(
        ({ status }) => {
          if (status === 202) heard((JSON.parse(body) as { alerts: Alert[] }).alerts);
          response.writeHead(status).end();
        },
        () => response.writeHead(503).end(),
      );
    });
  });
  await new Promise<void>(resolve => door.listen(0, '127.0.0.1', resolve));
  return door;
}
