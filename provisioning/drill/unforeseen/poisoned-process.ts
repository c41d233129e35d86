import type { Fault } from '../../demo/src/fault';
import type { Inside } from '../../demo/src/service/inside';

const service = 'payment';

/** A cache in the process went bad: seven of ten requests fail until it is started anew. No change. */
export function inside({ before }: Inside) {
  let n = 0;
  before(() => ((n += 1) % 10 < 7 ? { status: 500, body: { error: 'bad signature cache' } } : undefined));
}

export const fault: Fault = {
  id: 'poisoned-process',
  kind: 'fault',
  weight: 1,
  inject: shop => shop.load(service, __filename),
  clear: shop => shop.restart(service),
  truth: {
    services: [service],
    modes: [],
    remedies: [{ action: 'restart', params: { service } }],
    mayTouch: [service],
  },
};
