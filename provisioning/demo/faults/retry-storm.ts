import { setTimeout as sleep } from 'node:timers/promises';
import type { Fault } from '../src/fault';
import type { Inside } from '../src/service/inside';

const service = 'inventory';
const callers = ['gateway', 'cart', 'catalogue', 'orders'];
const pauseMs = 5000;

/** Stands still for some seconds, once, and is well again. */
export function inside({ workers }: Inside) {
  for (let taken = 0; taken < workers.size; taken += 1) void workers.run(() => sleep(pauseMs));
}

/**
 * Callers that each try four times without a budget, one above the other, and a short pause of the one at the bottom.
 * What they ask again keeps it busier than it can be, long after the pause.
 */
export const fault: Fault = {
  id: 'retry-storm',
  kind: 'fault',
  weight: 2,
  inject: async shop => {
    for (const caller of callers) shop.setRetries(caller, { max: 3, budget: false }, { silently: true });
    await shop.load(service, __filename);
  },
  clear: async shop => {
    for (const caller of callers) shop.setRetries(caller, { max: 1, budget: true }, { silently: true });
    await shop.restart(service);
  },
  truth: {
    services: [service],
    modes: ['retry-storm'],
    remedies: [{ action: 'set-retries', params: { service: 'catalogue', max: 0 } }],
    mayTouch: [service, ...callers],
  },
};
