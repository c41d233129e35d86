import type { Fault } from '../src/fault';
import type { Inside } from '../src/service/inside';

const service = 'recommend';
const [good, bad] = ['1.9.0', '2.0.0'];
const burnMs = 120;

/** A version that ranks everything anew for each request: 120 ms of computing, about as much as there is of it. */
export function inside({ before }: Inside) {
  before(() => {
    const from = process.cpuUsage();
    for (let used = 0; used < burnMs;) {
      const { user, system } = process.cpuUsage(from);
      used = (user + system) / 1000;
    }
    return undefined;
  });
}

export const fault: Fault = {
  id: 'cpu-hog',
  kind: 'fault',
  weight: 3,
  inject: shop => shop.release(service, bad, __filename),
  clear: shop => shop.rollBack(service),
  truth: {
    services: [service],
    modes: ['cpu-hog', 'bad-release'],
    remedies: [{ action: 'roll-back', params: { service, version: good } }],
    mayTouch: [service],
  },
};
