import type { Fault } from '../src/fault';
import type { Inside } from '../src/service/inside';

const service = 'worker';

/** All of its workers wait for something that never comes; the process lives and answers. */
export function inside({ workers }: Inside) {
  for (let taken = 0; taken < workers.size; taken += 1) void workers.run(() => new Promise(() => {}));
}

export const fault: Fault = {
  id: 'stuck-worker',
  kind: 'fault',
  weight: 1,
  inject: shop => shop.load(service, __filename),
  clear: shop => shop.restart(service),
  truth: {
    services: [service],
    modes: ['stuck-queue-worker'],
    remedies: [
      { action: 'restart', params: { service } },
      { action: 'replace-slot', params: { service, slot: 0 } },
    ],
    mayTouch: [service],
  },
};
