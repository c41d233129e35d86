import type { Fault } from '../src/fault';

/** Ends the database server, and nothing starts it again by itself. */
export const fault: Fault = {
  id: 'dead-database',
  kind: 'fault',
  weight: 1,
  inject: shop => shop.signal('postgres', 'SIGKILL'),
  clear: shop => shop.restartDatabase(),
  truth: {
    services: ['postgres'],
    modes: ['database-down'],
    remedies: [
      { action: 'restart-database', params: { service: 'postgres' } },
      { action: 'restart', params: { service: 'postgres' } },
    ],
    mayTouch: ['postgres'],
  },
};
