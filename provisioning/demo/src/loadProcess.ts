import { fork } from 'node:child_process';
import { openSync } from 'node:fs';
import { join } from 'node:path';
import type { LoadConfig, LoadOrder } from './load/messages';
import type { PidFile } from './pids';
import { stopChild } from './server';
import type { Endpoints } from './service/messages';

export interface LoadProcess {
  setEndpoints(endpoints: Endpoints): void;
  setRate(perSecond: number): void;
  stop(): Promise<void>;
}

/** Starts the shoppers in a process of their own and waits until they arrive. */
export async function startLoad(program: string, config: LoadConfig, dir: string, pids: PidFile): Promise<LoadProcess> {
  const out = openSync(join(dir, 'load.log'), 'a');
  const child = fork(program, [], {
    detached: true,
    stdio: ['ignore', out, out, 'ipc'],
    env: { PATH: process.env.PATH, SHOP_LOAD: JSON.stringify(config) },
  });
  child.on('error', () => {});
  pids.add(child.pid);
  await new Promise<void>((resolve, reject) => {
    child.once('message', () => resolve());
    child.once('exit', code => reject(new Error(`the load generator ended (${code}); see ${dir}/load.log`)));
  });
  const tell = (order: LoadOrder) => void (child.connected && child.send(order, () => {}));
  return {
    setEndpoints: endpoints => tell({ type: 'endpoints', endpoints }),
    setRate: perSecond => tell({ type: 'rate', perSecond }),
    stop: () => stopChild(child, 'SIGKILL', 1000),
  };
}
