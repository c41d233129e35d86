import { type LevelChange, type SignalName, signalNames, signals, streams } from '@autocura/common';
import type { LoggerService } from '@backstage/backend-plugin-api';
import { randomUUID } from 'node:crypto';
import { setImmediate as turn } from 'node:timers/promises';
import { Rounds } from '../rounds';
import type { Sample, Store } from '../store';
import { ConflictError } from '../store';
import { levelChanges } from '../watch/levels';

export interface LevelKeeperOptions {
  store: Store;
  /** Between two measurements of health, in milliseconds. */
  everyMs: number;
  logger: LoggerService;
  now(): Date;
}

const duty = 'levels';
const dutyMs = 60_000;
/** Measurements between two looks, and how far back one looks. */
const each = 5;
const lookBack = 180;
/** A place that another look moved by so many measurements is the same. */
const same = 10;

/** Finds in the samples of every service where the level of a signal changed, and writes it down once. */
export class LevelKeeper {
  private readonly owner = randomUUID();
  private readonly rounds: Rounds;

  constructor(private readonly options: LevelKeeperOptions) {
    const { everyMs, logger } = options;
    this.rounds = new Rounds(() => this.look(), {
      everyMs: each * everyMs,
      logger,
      failed: 'changes of levels could not be found',
    });
  }

  start() {
    this.rounds.start();
  }

  stop(): Promise<void> {
    return this.rounds.stop();
  }

  /** One process at a time. */
  async look(): Promise<void> {
    const { store } = this.options;
    const held = await store.claimDuty(duty, this.owner, dutyMs);
    if (!held) return;
    try {
      for (const { service } of await store.health()) await this.lookAt(service);
    } finally {
      await store.finishDuty(held);
    }
  }

  private async lookAt(service: string): Promise<void> {
    const { store, now, everyMs } = this.options;
    const since = new Date(now().getTime() - lookBack * everyMs);
    const known = await store.watching.levelChanges(service, new Date(since.getTime() - same * everyMs));
    const found: LevelChange[] = [];
    for (const [signal, points] of coursesOf(await store.samples(service, since))) {
      await turn();
      for (const { at, before, after } of levelChanges(points)) {
        const change = { service, signal, unit: signals[signal].unit, at: iso(at), before, after };
        if (!known.some(one => isSame(one, change, same * everyMs))) found.push(change);
      }
    }
    if (found.length === 0) return;
    const stream = streams.level(service);
    const expected = (await store.lastEvent(stream))?.seq ?? 0;
    const events = found.map(change => ({ type: 'level.changed' as const, data: { change } }));
    await store.append([{ stream, expected, events, actor: 'autocura' }]).catch((error: unknown) => {
      // Somebody else found it at the same time.
      if (!(error instanceof ConflictError)) throw error;
    });
  }
}

function coursesOf(samples: Sample[]): Map<SignalName, [number, number][]> {
  const courses = new Map<SignalName, [number, number][]>();
  for (const { signal, at, value } of samples) {
    const name = signalNames.find(one => one === signal);
    if (name) courses.set(name, [...(courses.get(name) ?? []), [Date.parse(at) / 1000, value]]);
  }
  return courses;
}

const isSame = (a: LevelChange, b: LevelChange, withinMs: number) =>
  a.signal === b.signal && Math.abs(Date.parse(a.at) - Date.parse(b.at)) <= withinMs;

const iso = (seconds: number) => new Date(seconds * 1000).toISOString();
