import type { Fault } from '../src/fault';

const service = 'payment';

/** Ends it, and nothing starts it again by itself. */
export const fault: Fault = {
  id: 'dead-dependency',
  kind: 'fault',
  weight: 1,
  inject: shop => shop.kill(service, { keepDown: true }),
  clear: shop => shop.restart(service),
  truth: {
    services: [service],
    modes: ['service-down'],
    remedies: [
      { action: 'restart', params: { service } },
      { action: 'replace-slot', params: { service, slot: 0 } },
    ],
    mayTouch: [service],
  },
};
