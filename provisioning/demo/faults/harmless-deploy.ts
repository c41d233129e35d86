import { setTimeout as sleep } from 'node:timers/promises';
import type { Fault } from '../src/fault';

const released = 'gateway';

/** A release that changes nothing, and a moment later a crash elsewhere, after which that service starts by itself. */
export const fault: Fault = {
  id: 'harmless-deploy',
  kind: 'herring',
  weight: 1,
  inject: async shop => {
    await shop.release(released, '2.8.4');
    await sleep(2000);
    shop.kill('payment');
  },
  clear: shop => shop.rollBack(released),
  truth: { services: [], modes: [], remedies: [], mayTouch: [] },
};
