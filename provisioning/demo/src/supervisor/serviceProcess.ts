import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { openSync, closeSync } from 'node:fs';
import type { Order, ProcessConfig, Report } from '../service/messages';
import type { PidFile } from '../pids';
import { stopChild } from '../server';

/** Old space in MiB: a little more than the container's memory lets it use, so that the container's limit is met first. */
const heap = ['--max-old-space-size=80', '--max-semi-space-size=2'];

export interface Ended {
  code: number | null;
  signal: NodeJS.Signals | null;
}

/** One operating system process of a service. */
export class ServiceProcess {
  readonly startedAt = Date.now();
  readonly port: number;
  readonly version: string;
  /** Settles when it takes requests, or fails when it ends before. */
  readonly whenReady: Promise<void>;
  ready = false;
  ended: Ended | undefined;
  /** It was ended because it used more memory than it may. */
  outOfMemory = false;
  private readonly child: ChildProcess;

  constructor(
    program: string,
    config: ProcessConfig,
    log: string,
    pids: PidFile,
    onEnd: (process: ServiceProcess) => void,
  ) {
    this.port = config.port;
    this.version = config.version;
    const out = openSync(log, 'a');
    this.child = fork(program, [], {
      execArgv: heap,
      detached: true,
      stdio: ['ignore', out, out, 'ipc'],
      env: { PATH: process.env.PATH, SHOP_PROCESS: JSON.stringify(config) },
    });
    closeSync(out);
    pids.add(this.child.pid);
    this.child.on('error', () => {});
    this.whenReady = new Promise((resolve, reject) => {
      this.child.on('message', (report: Report) => {
        if (report.type !== 'ready') return;
        this.ready = true;
        resolve();
      });
      this.child.on('exit', (code, signal) => {
        this.ready = false;
        this.ended = { code, signal };
        reject(new Error(`${config.service}-${config.slot} ended before it was ready (${code ?? signal})`));
        onEnd(this);
      });
    });
    this.whenReady.catch(() => {});
  }

  get pid() {
    return this.child.pid ?? 0;
  }

  send(order: Order) {
    // It may end while the order is under way; then there is nobody to obey, and that is no error.
    if (this.child.connected) this.child.send(order, () => {});
  }

  kill(signal: NodeJS.Signals) {
    this.child.kill(signal);
  }

  /** Lets it finish what it has; ends it when that takes longer than its callers wait. */
  stop() {
    return stopChild(this.child, 'SIGTERM', 4000);
  }
}
