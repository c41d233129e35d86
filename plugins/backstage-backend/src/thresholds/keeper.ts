import type { Firing, Threshold } from '@autocura/common';
import { streams } from '@autocura/common';
import type { LoggerService } from '@backstage/backend-plugin-api';
import { randomUUID } from 'node:crypto';
import { Rounds } from '../rounds';
import { type PrometheusClient, PrometheusError } from '../sources/prometheus';
import type { Batch, Store } from '../store';
import { ConflictError } from '../store';
import type { Episode } from '../watch/thresholds';
import { alertOf, resolvedOf, shortHash } from './alerts';
import { onGrid } from './history';
import { mostSeries, OneThreshold } from './oneThreshold';
import { keyOf, labelsOf } from './series';

export interface ThresholdKeeperOptions {
  store: Store;
  client: Pick<PrometheusClient, 'query' | 'queryRange'>;
  thresholds(): Promise<Threshold[] | undefined>;
  logger: LoggerService;
  now(): Date;
  /** Something may be due now. */
  wake(): void;
}

/** How the last look at a threshold went. */
export interface ThresholdLook {
  /** ISO 8601. */
  at: string;
  series: number;
  problem?: string;
}

/** What looks leave for whoever asks, by the threshold's name. */
export type ThresholdLooks = Record<string, ThresholdLook>;

export const thresholdsDuty = 'thresholds';
const dutyMs = 120_000;
const actor = 'autocura';
const tickMs = 1_000;
/** More of one threshold at a time is a matter of the threshold. */
const mostTold = 50;
const mostOpen = 1_000;
/** Changes of a service that are told with what came after them. */
const shortlyMs = 15 * 60_000;

/** Watches every series of every threshold, tells what is unusual once, and remembers what is usual. */
export class ThresholdKeeper {
  private readonly owner = randomUUID();
  private readonly rounds: Rounds;
  private readonly known = new Map<string, OneThreshold>();
  private readonly lookedAt = new Map<string, number>();

  constructor(private readonly options: ThresholdKeeperOptions) {
    this.rounds = new Rounds(() => this.keep(), {
      everyMs: tickMs,
      logger: options.logger,
      failed: 'thresholds could not be watched',
    });
  }

  start() {
    this.rounds.start();
  }

  async stop(): Promise<void> {
    await this.rounds.stop();
    for (const one of this.known.values()) await one.save(this.options.store, this.options.now(), true);
  }

  /** Looks at every threshold whose next sample is due; one process at a time. */
  async keep(): Promise<void> {
    const { store, thresholds } = this.options;
    const all = await thresholds();
    if (!all) return;
    const due = all.filter(by => this.momentOf(by) !== this.lookedAt.get(by.name));
    if (due.length === 0) return;
    const held = await store.claimDuty<ThresholdLooks>(thresholdsDuty, this.owner, dutyMs);
    if (!held) return;
    const looks = { ...held.state };
    try {
      const open = (await store.watching.firings({ open: true, limit: mostOpen })).items;
      for (const by of due) looks[by.name] = await this.look(by, open);
      await this.leave(all, looks, open);
    } finally {
      await store.finishDuty(held, looks);
    }
  }

  private async look(by: Threshold, open: Firing[]): Promise<ThresholdLook> {
    const { store, client, now } = this.options;
    const at = this.momentOf(by);
    this.lookedAt.set(by.name, at);
    const one = await this.of(by);
    const others = [...this.known.values()].reduce((sum, { series }) => sum + series.size, -one.series.size);
    const told = { at: iso(at) };
    try {
      const left = await one.sample(client, at, mostSeries - others);
      const mine = open.filter(({ threshold }) => threshold === by.name);
      const untold = await this.tell(one, mine, iso(at));
      await one.save(store, now());
      const problem = [left, untold].filter(Boolean).join('; ');
      return { ...told, series: one.series.size, ...(problem && { problem }) };
    } catch (error) {
      // Who answers nothing says nothing about any series: nothing begins, ends or goes missing.
      if (!(error instanceof PrometheusError)) throw error;
      return { ...told, series: one.series.size, problem: error.message };
    }
  }

  /** What began and what is over; and everything that goes on as alerts, where people want to hear of it. */
  private async tell({ by, series }: OneThreshold, open: Firing[], now: string): Promise<string> {
    const known = new Map(open.map(firing => [`${firing.why} ${keyOf(firing.labels)}`, firing]));
    const lasting: Firing[] = [];
    for (const [key, { service, watched }] of series) {
      const { episode } = watched.state;
      if (!episode) continue;
      const firing =
        known.get(`${episode.why} ${key}`) ?? (await this.begin(await this.firingOf(by, key, service, episode)));
      if (firing) lasting.push(firing);
    }
    const told = lasting.filter(({ mode }) => mode === 'alert');
    await this.receive(told.slice(0, mostTold).map(firing => alertOf(firing, by.severity)));
    await this.end(
      open.filter(firing => !lasting.includes(firing)),
      now,
    );
    return told.length > mostTold ? `${told.length - mostTold} are not told: ${mostTold} are the most` : '';
  }

  private async firingOf(by: Threshold, key: string, service: string, episode: Episode): Promise<Firing> {
    const { why, since, began } = episode;
    const at = iso(since);
    const changes = await this.options.store.changes({ services: [service], limit: 5 });
    const change = changes.find(one => one.at >= iso(since - shortlyMs / 1000) && one.at <= at);
    return {
      ...{ id: shortHash(`${by.name} ${key} ${why} ${since}`), threshold: by.name, mode: by.mode, service },
      ...{ labels: labelsOf(key), why, at },
      ...(began && { began }),
      ...(change && { after: change.summary }),
    };
  }

  /** Undefined where that was told before, and is over. */
  private async begin(firing: Firing): Promise<Firing | undefined> {
    const event = { type: 'threshold.fired' as const, data: { firing } };
    const isNew = await this.append({ stream: streams.firing(firing.id), expected: 0, events: [event], actor });
    return isNew ? firing : undefined;
  }

  /** Alerts resolve first: after a crash between, the next look ends both. */
  private async end(firings: Firing[], endedAt: string): Promise<void> {
    await this.receive(firings.filter(({ mode }) => mode === 'alert').map(firing => resolvedOf(firing, endedAt)));
    for (const { id } of firings) {
      const event = { type: 'threshold.ended' as const, data: { endedAt } };
      await this.append({ stream: streams.firing(id), expected: 1, events: [event], actor });
    }
  }

  private async receive(alerts: Parameters<Store['receive']>[0]): Promise<void> {
    if (alerts.length === 0) return;
    const { fired, resolved } = await this.options.store.receive(alerts, actor);
    if (fired + resolved > 0) this.options.wake();
  }

  /** False where somebody has written it already. */
  private async append(batch: Batch): Promise<boolean> {
    try {
      await this.options.store.append([batch]);
      return true;
    } catch (error) {
      if (error instanceof ConflictError) return false;
      throw error;
    }
  }

  /** Thresholds that the file no longer names: what they told is over. */
  private async leave(all: Threshold[], looks: ThresholdLooks, open: Firing[]): Promise<void> {
    const names = new Set(all.map(({ name }) => name));
    const gone = open.filter(({ threshold }) => !names.has(threshold));
    await this.end(gone, this.options.now().toISOString());
    for (const name of Object.keys(looks)) if (!names.has(name)) delete looks[name];
    for (const name of this.known.keys()) if (!names.has(name)) this.known.delete(name);
  }

  private async of(by: Threshold): Promise<OneThreshold> {
    const { store, now } = this.options;
    const before = this.known.get(by.name);
    if (before && JSON.stringify(before.by) === JSON.stringify(by)) return before;
    await before?.save(store, now(), true);
    const one = await OneThreshold.of(by, store);
    this.known.set(by.name, one);
    return one;
  }

  /** When its newest sample is due, in Unix seconds. */
  private momentOf = ({ everyMs }: Threshold) => onGrid(this.options.now().getTime() / 1000, everyMs / 1000);
}

const iso = (seconds: number) => new Date(seconds * 1000).toISOString();
