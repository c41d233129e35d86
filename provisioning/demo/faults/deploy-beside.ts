import { setTimeout as sleep } from 'node:timers/promises';
import type { Fault } from '../src/fault';

const released = 'orders';
const service = 'payment';

/** A release that changes nothing, and a moment later one of those it calls is dead and stays so. */
export const fault: Fault = {
  id: 'deploy-beside',
  kind: 'fault',
  weight: 1,
  inject: async shop => {
    await shop.release(released, '4.6.1');
    await sleep(2000);
    shop.kill(service, { keepDown: true });
  },
  clear: async shop => {
    await shop.restart(service);
    await shop.rollBack(released);
  },
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
