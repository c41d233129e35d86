import type { Fault } from '../src/fault';
import type { Inside } from '../src/service/inside';

const service = 'catalogue';
const slot = 1;

/** Whatever runs in that place fails four of five requests, as on a machine that is broken. */
export function inside({ before }: Inside) {
  let turn = 0;
  before(() => ((turn += 1) % 5 === 0 ? undefined : { status: 500, body: { error: 'input/output error' } }));
}

export const fault: Fault = {
  id: 'bad-replica',
  kind: 'fault',
  weight: 1,
  inject: shop => shop.load(service, __filename, { slot, lasts: 'slot' }),
  clear: shop => shop.replaceSlot(service, slot),
  truth: {
    services: [service],
    modes: ['bad-replica'],
    remedies: [{ action: 'replace-slot', params: { service, slot } }],
    mayTouch: [service],
  },
};
