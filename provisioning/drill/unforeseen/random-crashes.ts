import type { Fault } from '../../demo/src/fault';

const service = 'cart';

/** The place kills whatever runs there 2 s after it starts; nothing was changed. Another place helps. */
export function inside() {
  setTimeout(() => process.exit(137), 2000);
}

export const fault: Fault = {
  id: 'random-crashes',
  kind: 'fault',
  weight: 1,
  inject: shop => shop.load(service, __filename, { slot: 0, lasts: 'slot' }),
  clear: shop => shop.replaceSlot(service, 0),
  truth: {
    services: [service],
    modes: ['crash-loop'],
    remedies: [{ action: 'replace-slot', params: { service, slot: 0 } }],
    mayTouch: [service],
  },
};
