import { setTimeout as sleep } from 'node:timers/promises';
import type { Fault } from '../src/fault';

const usual = 8;
const pauseMs = 1500;

/** Many changes that do no harm, one after the other, while a quarter more shoppers come than usual. */
export const fault: Fault = {
  id: 'busy-hour',
  kind: 'herring',
  weight: 1,
  inject: async shop => {
    shop.setArrivals(usual * 1.25);
    const changes = [
      () => shop.release('cart', '1.4.3'),
      () => shop.setFlag('gateway.banner', 'new-season'),
      () => shop.configure('payment', '1.1', { timeoutsMs: { bank: 1800 } }),
      () => shop.release('orders', '4.6.1'),
      () => shop.setFlag('recommend.size', '5'),
      () => shop.release('catalogue', '5.1.5'),
      () => shop.configure('gateway', '1.1', { timeoutsMs: {} }),
    ];
    for (const change of changes) {
      await change();
      await sleep(pauseMs);
    }
  },
  clear: async shop => {
    shop.setArrivals(usual);
    shop.setFlag('gateway.banner', 'none');
    shop.setFlag('recommend.size', '3');
    for (const service of ['cart', 'orders', 'catalogue']) await shop.rollBack(service);
    for (const service of ['payment', 'gateway']) await shop.configure(service, '1');
  },
  truth: { services: [], modes: [], remedies: [], mayTouch: [] },
};
