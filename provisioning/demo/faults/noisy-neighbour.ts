import type { Fault } from '../src/fault';

const service = 'orders';
const slot = 0;

/** Somebody else's process takes the CPU of the place; a restart comes back to it, another place has time. */
export const fault: Fault = {
  id: 'noisy-neighbour',
  kind: 'fault',
  weight: 3,
  inject: shop => shop.crowd(service, slot),
  clear: async shop => {
    shop.endNeighbours();
    await shop.replaceSlot(service, slot);
  },
  truth: {
    services: [service],
    modes: ['noisy-neighbour'],
    remedies: [{ action: 'replace-slot', params: { service, slot } }],
    mayTouch: [service],
  },
};
