import type { Fault } from '../src/fault';

const service = 'orders';
const flag = 'orders.checkout';
const [good, bad] = ['classic', 'express'];

/** Switches on a way to check out that needs an address, which no shop page sends yet. */
export const fault: Fault = {
  id: 'bad-flag',
  kind: 'fault',
  weight: 1,
  inject: shop => shop.setFlag(flag, bad),
  clear: shop => shop.setFlag(flag, good),
  truth: {
    services: [service],
    modes: ['bad-flag'],
    remedies: [{ action: 'set-flag', params: { flag, value: good } }],
    mayTouch: [service, flag],
  },
};
