import type { Fault } from '../src/fault';
import type { Inside } from '../src/service/inside';

const service = 'cart';
const [good, bad] = ['1.4.2', '1.5.0'];

/** A version that cannot answer every second request. */
export function inside({ before }: Inside) {
  let turn = 0;
  before(() => ((turn += 1) % 2 === 0 ? { status: 500, body: { error: 'price is undefined' } } : undefined));
}

export const fault: Fault = {
  id: 'bad-release',
  kind: 'fault',
  weight: 1,
  inject: shop => shop.release(service, bad, __filename),
  clear: shop => shop.rollBack(service),
  truth: {
    services: [service],
    modes: ['bad-release'],
    remedies: [{ action: 'roll-back', params: { service, version: good } }],
    mayTouch: [service],
  },
};
