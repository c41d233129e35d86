import type { Fault } from '../../demo/src/fault';
import type { Inside } from '../../demo/src/service/inside';

const service = 'recommend';
const everyMs = 250;
/** About 0.8 MB a second. */
const numbers = 26 * 1024;

/** Keeps more and more whatever is asked of it: full after about a minute, and again from there. */
export function inside(_: Inside) {
  const kept: number[][] = [];
  setInterval(() => kept.push(Array.from({ length: numbers }, Math.random)), everyMs).unref();
}

export const fault: Fault = {
  id: 'slow-leak',
  kind: 'fault',
  weight: 1,
  inject: shop => shop.load(service, __filename),
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
