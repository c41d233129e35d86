import { createServer } from 'node:net';
import type { Server } from 'node:net';

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
  /** Held by whoever has the lane. */
  guard: base + 19,
  /** One after the other for the processes, so that a port rests before it is used again. */
  processes: { from: base + 20, to: base + blockSize - 1 },
});

export async function isFree(port: number): Promise<boolean> {
  const probe = await listenAt(port);
  if (probe) await close(probe);
  return probe !== undefined;
}

export interface Lane {
  base: number;
  /** Gives it back before this process ends. */
  release(): Promise<void>;
}

/**
 * Takes the first lane, from the given one on, that nobody has and whose fixed ports are free. Of two that ask at the
 * same moment only one can listen at its guard.
 */
export async function takeLane(fromLane = 0): Promise<Lane> {
  for (let lane = fromLane; lane < lanes; lane += 1) {
    const base = laneBase(lane);
    const { processes: _processes, guard, ...fixed } = portsOf(base);
    const held = (await listenAt(guard))?.unref();
    if (!held) continue;
    const free = await Promise.all(Object.values(fixed).map(isFree));
    if (free.every(Boolean)) return { base, release: () => close(held) };
    await close(held);
  }
  throw new Error(`no block of ports is free from lane ${fromLane} to the last one, lane ${lanes - 1}`);
}

const listenAt = (port: number): Promise<Server | undefined> =>
  new Promise(resolve => {
    const server = createServer()
      .once('error', () => resolve(undefined))
      .listen(port, '127.0.0.1', () => resolve(server));
  });

const close = (server: Server): Promise<void> => new Promise(resolve => server.close(() => resolve()));

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
