import type { Fault } from '../src/fault';

const service = 'cart';
const still = new Int32Array(new SharedArrayBuffer(4));

/** Something waits on the only thread there is, again and again: nothing else gets a turn. */
export function inside() {
  const wait = () => {
    Atomics.wait(still, 0, 0, 2500);
    setTimeout(wait, 30);
  };
  wait();
}

export const fault: Fault = {
  id: 'blocked-loop',
  kind: 'fault',
  weight: 1,
  inject: shop => shop.load(service, __filename),
  clear: shop => shop.restart(service),
  truth: {
    services: [service],
    modes: ['unresponsive'],
    remedies: [
      { action: 'restart', params: { service } },
      { action: 'replace-slot', params: { service, slot: 0 } },
    ],
    mayTouch: [service],
  },
};
