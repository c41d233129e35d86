import type { Fault } from '../src/fault';
import type { Inside } from '../src/service/inside';

const service = 'recommend';

/** Keeps half a megabyte of every request: about 4 MB/s until the container is ended, and again from there. */
export function inside({ before }: Inside) {
  const kept: number[][] = [];
  before(() => {
    kept.push(Array.from({ length: 64 * 1024 }, Math.random));
    return undefined;
  });
}

export const fault: Fault = {
  id: 'memory-leak',
  kind: 'fault',
  weight: 1,
  inject: shop => shop.load(service, __filename, { lasts: 'pod' }),
  clear: shop => shop.restart(service),
  truth: {
    services: [service],
    modes: ['memory-leak'],
    remedies: [
      { action: 'restart', params: { service } },
      { action: 'replace-slot', params: { service, slot: 0 } },
    ],
    mayTouch: [service],
  },
};
