import { setTimeout as sleep } from 'node:timers/promises';
import { keepTo } from './place';
import type { Place } from './place';
import type { ServiceProcess } from './serviceProcess';

/** Code put into a slot, and what it lives through: a crash of the process, or whatever runs in the slot. */
export interface Put {
  file: string;
  lasts: 'process' | 'pod' | 'slot';
}

export type Terminated = 'OOMKilled' | 'Error' | 'Completed';

const firstBackOffMs = 500;
const mostBackOffMs = 8000;
const calmMs = 30_000;
const readyWithinMs = 20_000;

/**
 * One replica's place. As in Kubernetes a crash restarts the process in its pod, after a growing pause;
 * a roll puts a new pod into the place, and only then takes the old one away.
 */
export class Slot {
  process: ServiceProcess | undefined;
  restarts = 0;
  lastTerminated: Terminated | undefined;
  keptDown = false;
  removed = false;
  private place: Place | undefined;
  private puts: Put[] = [];
  private backOff: { timer: NodeJS.Timeout; ms: number } | undefined;
  private lastBackOffMs = 0;
  private readonly leaving = new Set<Promise<void>>();

  constructor(
    readonly service: string,
    readonly index: number,
    private readonly spawn: (modules: string[], onEnd: (process: ServiceProcess) => void) => Promise<ServiceProcess>,
    private readonly onChange: () => void,
  ) {}

  get instance() {
    return `${this.service}-${this.index}`;
  }

  get state(): 'running' | 'starting' | 'backing off' | 'down' {
    if (this.process && !this.process.ended) return this.process.ready ? 'running' : 'starting';
    return this.backOff ? 'backing off' : 'down';
  }

  /** A new pod: starts it, waits until it is ready, sends it the traffic, stops the old one in peace. */
  async roll(graceMs = 300) {
    const puts = this.puts.filter(put => put.lasts === 'slot');
    this.cancelBackOff();
    this.keptDown = false;
    const fresh = await this.begin(puts);
    const alone = this.process?.ended !== undefined || !this.process;
    if (alone) {
      this.process = fresh;
      this.onChange();
    }
    try {
      await within(fresh.whenReady, readyWithinMs, `${this.instance} to be ready`);
    } catch (error) {
      if (!alone) fresh.kill('SIGKILL');
      throw error;
    }
    const old = this.process;
    this.process = fresh;
    this.puts = puts;
    this.restarts = 0;
    this.lastTerminated = undefined;
    this.lastBackOffMs = 0;
    this.cancelBackOff();
    this.onChange();
    if (old && old !== fresh) this.track(sleep(graceMs, undefined, { ref: false }).then(() => old.stop()));
  }

  /** Another place, without what was put into this one. */
  async replace() {
    this.place = undefined;
    this.puts = this.puts.filter(put => put.lasts !== 'slot');
    await this.roll();
  }

  /** What runs here now, and what comes to run here, has to do with this. */
  keepTo(place: Place) {
    this.place = place;
    if (this.process && !this.process.ended) keepTo(place, this.process.pid);
  }

  put(put: Put) {
    this.puts.push(put);
    this.process?.send({ type: 'module', file: put.file });
  }

  kill(signal: NodeJS.Signals, keepDown: boolean) {
    this.keptDown = keepDown;
    this.process?.kill(signal);
  }

  async stop(afterMs = 0) {
    this.removed = true;
    this.cancelBackOff();
    if (afterMs > 0) await sleep(afterMs, undefined, { ref: false });
    await this.process?.stop();
    await Promise.all(this.leaving);
  }

  /** Waits for nothing: for when the whole shop closes. */
  end() {
    this.removed = true;
    this.cancelBackOff();
    this.process?.kill('SIGKILL');
  }

  private async begin(puts: Put[]) {
    const fresh = await this.spawn(
      puts.map(put => put.file),
      process => this.onEnd(process),
    );
    if (this.place) keepTo(this.place, fresh.pid);
    return fresh;
  }

  private onEnd(process: ServiceProcess) {
    if (this.process !== process || this.removed) return;
    const failed = process.ended?.code !== 0;
    this.lastTerminated = process.outOfMemory ? 'OOMKilled' : failed ? 'Error' : 'Completed';
    this.onChange();
    if (this.keptDown) return;
    const calm = Date.now() - process.startedAt > calmMs;
    const ms = calm || this.lastBackOffMs === 0 ? firstBackOffMs : Math.min(this.lastBackOffMs * 2, mostBackOffMs);
    this.lastBackOffMs = ms;
    this.backOff = { ms, timer: setTimeout(() => void this.startAgain(), ms) };
  }

  private async startAgain() {
    this.backOff = undefined;
    const kept = this.puts.filter(put => put.lasts !== 'process');
    this.puts = kept;
    const before = this.process;
    const fresh = await this.begin(kept);
    // A roll may have come in between.
    if (this.removed || this.process !== before) return fresh.kill('SIGKILL');
    this.process = fresh;
    this.restarts += 1;
    this.onChange();
    await fresh.whenReady.then(
      () => this.onChange(),
      () => {},
    );
  }

  private cancelBackOff() {
    clearTimeout(this.backOff?.timer);
    this.backOff = undefined;
  }

  private track(leaving: Promise<void>) {
    this.leaving.add(leaving);
    void leaving.finally(() => this.leaving.delete(leaving));
  }
}

async function within<T>(promise: Promise<T>, ms: number, what: string): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`waited ${ms} ms for ${what}`)), ms);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}
