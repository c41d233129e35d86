import { setTimeout as sleep } from 'node:timers/promises';
import type { Fault } from '../src/fault';
import type { Inside } from '../src/service/inside';

const service = 'inventory';
const retries = { gateway: 2, cart: 3, catalogue: 3, orders: 3 };
const callers = Object.keys(retries);
const coldMs = 6000;

/** Answers nothing for some seconds after its start, as with an empty cache; then it is as fast as ever. */
export function inside({ workers }: Inside) {
  for (let taken = 0; taken < workers.size; taken += 1) void workers.run(() => sleep(coldMs));
}

/**
 * Callers, one above the other, have long been trying three and four times without a budget. Once the service at the bottom
 * is cold for a moment, what they ask again keeps it busier than it can be; another start only makes it cold again.
 */
export const fault: Fault = {
  id: 'retry-storm',
  kind: 'fault',
  weight: 2,
  inject: async shop => {
    for (const [caller, max] of Object.entries(retries))
      shop.setRetries(caller, { max, budget: false }, { silently: true });
    await shop.load(service, __filename, { lasts: 'slot' });
  },
  clear: async shop => {
    for (const caller of callers) shop.setRetries(caller, { max: 1, budget: true }, { silently: true });
    await shop.scale(service, 1);
    await shop.replaceSlot(service, 0);
  },
  truth: {
    services: [service, 'catalogue'],
    modes: ['retry-storm'],
    remedies: [
      { action: 'set-retries', params: { service: 'catalogue', max: 0 } },
      { action: 'set-retries', params: { service: 'gateway', max: 0 } },
      { action: 'scale', params: { service, replicas: 3 } },
    ],
    mayTouch: [service, ...callers],
  },
};
