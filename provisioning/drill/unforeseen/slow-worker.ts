import type { Fault } from '../../demo/src/fault';
import type { Inside } from '../../demo/src/service/inside';

const service = 'worker';

/** All but nothing of the queue's workers is left: three of four taken, and the fourth for 2 s at a time. */
export function inside({ workers }: Inside) {
  for (let i = 0; i < workers.size - 1; i++) void workers.run(() => new Promise(() => {}));
  const again = () => void workers.run(() => new Promise<void>(r => setTimeout(r, 2000))).then(again);
  again();
  again();
}

export const fault: Fault = {
  id: 'slow-worker',
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
