import type { Fault } from '../../demo/src/fault';
import type { Inside } from '../../demo/src/service/inside';

const service = 'orders';

/** A version that waits 1.2 s before each request, no error. */
export function inside({ before }: Inside) {
  before(() => new Promise(r => setTimeout(() => r(undefined), 1200)));
}

export const fault: Fault = {
  id: 'slow-release',
  kind: 'fault',
  weight: 1,
  inject: shop => shop.release(service, '4.7.0', __filename),
  clear: shop => shop.rollBack(service),
  truth: {
    services: [service],
    modes: ['bad-release'],
    remedies: [{ action: 'roll-back', params: { service, version: '4.6.0' } }],
    mayTouch: [service],
  },
};
