import type { Fault } from '../src/fault';
import type { Inside } from '../src/service/inside';

const service = 'orders';

/** Every second request takes a connection and never gives it back. */
export function inside({ before, pool }: Inside) {
  let turn = 0;
  before(() => {
    turn += 1;
    if (turn % 2 === 0)
      void pool?.connect().then(
        client => client.on('error', () => {}),
        () => {},
      );
    return undefined;
  });
}

export const fault: Fault = {
  id: 'pool-exhausted',
  kind: 'fault',
  weight: 1,
  inject: shop => shop.load(service, __filename),
  clear: shop => shop.restart(service),
  truth: {
    services: [service],
    modes: ['pool-exhausted'],
    remedies: [
      { action: 'restart', params: { service } },
      { action: 'replace-slot', params: { service, slot: 0 } },
    ],
    mayTouch: [service],
  },
};
