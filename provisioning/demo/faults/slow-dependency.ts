import type { Fault } from '../src/fault';

const flag = 'payment.partner';

/** A partner outside, that nobody here can restart, takes 1.2 s longer for every answer. */
export const fault: Fault = {
  id: 'slow-dependency',
  kind: 'fault',
  weight: 1,
  inject: shop => shop.slowBank('primary', 1200),
  clear: shop => {
    shop.slowBank('primary', 0);
    shop.setFlag(flag, 'primary');
  },
  truth: {
    services: ['bank', 'payment'],
    modes: ['slow-dependency'],
    remedies: [{ action: 'set-flag', params: { flag, value: 'secondary' } }],
    mayTouch: ['payment', flag],
  },
};
