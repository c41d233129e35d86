import type { Fault } from '../src/fault';

const service = 'catalogue';
const [usual, many] = [8, 36];

/** Four or five times as many shoppers come, and stay. */
export const fault: Fault = {
  id: 'surge',
  kind: 'fault',
  weight: 2,
  inject: shop => shop.setArrivals(many),
  clear: async shop => {
    shop.setArrivals(usual);
    await shop.scale(service, 2);
  },
  truth: {
    services: [service],
    modes: ['overload'],
    remedies: [
      { action: 'scale', params: { service, replicas: 5 } },
      { action: 'scale', params: { service, replicas: 4 } },
      { action: 'scale', params: { service, replicas: 6 } },
    ],
    mayTouch: [service],
  },
};
