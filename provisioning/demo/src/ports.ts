import { createServer } from 'node:net';

/** Ports of one shop: a block of 200 below the range that outgoing connections take theirs from. */
export const blockSize = 200;
export const lanes = 61;
export const laneBase = (lane: number) => 20_000 + lane * blockSize;

export const portsOf = (base: number) => ({
  actions: base,
  metrics: base + 1,
  load: base + 2,
  control: base + 3,
  prometheus: base + 4,
  alertmanager: base + 5,
  postgres: base + 6,
  /** Free for whoever starts the shop. */
  spare: base + 7,
  /** One after the other for the processes, so that a port rests before it is used again. */
  processes: { from: base + 20, to: base + blockSize - 1 },
});

export const isFree = (port: number): Promise<boolean> =>
  new Promise(resolve => {
    const probe = createServer()
      .once('error', () => resolve(false))
      .listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
  });

/** Base of the first lane, from the given one on, whose fixed ports are free. */
export async function freeBase(fromLane = 0): Promise<number> {
  for (let lane = fromLane; lane < lanes; lane += 1) {
    const { processes: _processes, ...fixed } = portsOf(laneBase(lane));
    const free = await Promise.all(Object.values(fixed).map(isFree));
    if (free.every(Boolean)) return laneBase(lane);
  }
  throw new Error(`no block of ports is free from lane ${fromLane} on`);
}

/** Hands out ports of a block in turn, skipping those in use. */
export function portSource({ from, to }: { from: number; to: number }): () => Promise<number> {
  let next = from;
  return async () => {
    for (let tries = from; tries <= to; tries += 1) {
      const port = next;
      next = next === to ? from : next + 1;
      if (await isFree(port)) return port;
    }
    throw new Error(`no port is free between ${from} and ${to}`);
  };
}
