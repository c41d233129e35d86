import type { Fault } from '../src/fault';

const service = 'payment';
const [good, bad] = ['1', '2'];

/** Somebody writes 20 where 2000 was: no partner answers in 20 ms, however well it is. */
export const fault: Fault = {
  id: 'bad-config',
  kind: 'fault',
  weight: 1,
  inject: shop => shop.configure(service, bad, { timeoutsMs: { bank: 20 } }),
  clear: shop => shop.configure(service, good),
  truth: {
    services: [service],
    modes: ['bad-config'],
    remedies: [{ action: 'restore-config', params: { service, config: `${service}-config`, version: good } }],
    mayTouch: [service],
  },
};
