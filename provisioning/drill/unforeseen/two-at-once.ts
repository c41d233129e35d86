import type { Fault } from '../../demo/src/fault';

/** Two things break in the same moment: recommend dies and stays down, and the partner bank becomes slow. */
export const fault: Fault = {
  id: 'two-at-once',
  kind: 'fault',
  weight: 1,
  inject: shop => {
    shop.kill('recommend', { keepDown: true });
    shop.slowBank('primary', 3000);
  },
  clear: async shop => {
    shop.slowBank('primary', 0);
    shop.setFlag('payment.partner', 'primary');
    await shop.restart('recommend');
  },
  truth: {
    services: ['recommend', 'payment', 'bank'],
    modes: ['service-down', 'slow-dependency'],
    remedies: [
      { action: 'restart', params: { service: 'recommend' } },
      { action: 'set-flag', params: { service: 'payment', flag: 'payment.partner', value: 'secondary' } },
    ],
    mayTouch: ['recommend', 'payment', 'payment.partner'],
  },
};
