import type { Fault } from '../../demo/src/fault';
import type { Inside } from '../../demo/src/service/inside';

const service = 'recommend';

/** A release that leaks its workers: each fourth request never gives back a worker. */
export function inside({ before, workers }: Inside) {
  let n = 0;
  before(() => {
    n += 1;
    if (n % 4 === 0) void workers.run(() => new Promise(() => {}));
    return undefined;
  });
}

export const fault: Fault = {
  id: 'leaky-workers',
  kind: 'fault',
  weight: 1,
  inject: shop => shop.release(service, '1.10.0', __filename),
  clear: shop => shop.rollBack(service),
  truth: {
    services: [service],
    modes: ['workers-held', 'bad-release'],
    remedies: [{ action: 'roll-back', params: { service, version: '1.9.0' } }],
    mayTouch: [service],
  },
};
