import type { Fault } from '../src/fault';

/** One crash, after which the service starts by itself and is warm again when the alert has just been told. */
export const fault: Fault = {
  id: 'passing-alert',
  kind: 'herring',
  weight: 1,
  inject: shop => shop.kill('recommend'),
  clear: () => {},
  truth: { services: [], modes: [], remedies: [], mayTouch: [] },
};
