import type { Fault } from '../src/fault';
import type { Inside } from '../src/service/inside';

const service = 'inventory';
const [good, bad] = ['3.0.7', '3.1.0'];

/** A version that becomes ready and ends 300 ms after the first request it takes, each time it is started. */
export function inside({ before }: Inside) {
  let ending: NodeJS.Timeout | undefined;
  before(() => {
    ending ??= setTimeout(() => process.exit(1), 300);
    return undefined;
  });
}

export const fault: Fault = {
  id: 'crash-loop',
  kind: 'fault',
  weight: 1,
  inject: shop => shop.release(service, bad, __filename),
  clear: shop => shop.rollBack(service),
  truth: {
    services: [service],
    modes: ['crash-loop', 'bad-release'],
    remedies: [{ action: 'roll-back', params: { service, version: good } }],
    mayTouch: [service],
  },
};
