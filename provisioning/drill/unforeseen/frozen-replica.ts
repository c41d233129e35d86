import type { Fault } from '../../demo/src/fault';

const service = 'catalogue';

/** One of two replicas stands still as if suspended. */
export function inside() {
  process.kill(process.pid, 'SIGSTOP');
}

export const fault: Fault = {
  id: 'frozen-replica',
  kind: 'fault',
  weight: 1,
  inject: shop => {
    void shop.load(service, __filename, { slot: 0 });
    return new Promise(r => setTimeout(r, 1500));
  },
  clear: shop => {
    shop.signal(service, 'SIGCONT');
    return shop.replaceSlot(service, 0);
  },
  truth: {
    services: [service],
    modes: ['unresponsive', 'bad-replica'],
    remedies: [
      { action: 'replace-slot', params: { service, slot: 0 } },
      { action: 'restart', params: { service } },
    ],
    mayTouch: [service],
  },
};
