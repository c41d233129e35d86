import { Client } from 'pg';
import type { Fault } from '../src/fault';

let session: Client | undefined;

/** A report takes a table for itself and then idles, as one does whose author went home. */
export const fault: Fault = {
  id: 'database-lock',
  kind: 'fault',
  weight: 1,
  inject: async shop => {
    session = new Client({ connectionString: shop.databaseUrl, application_name: 'report-job' });
    session.on('error', () => {});
    await session.connect();
    await session.query('begin');
    await session.query('lock table stock in access exclusive mode');
  },
  clear: async () => {
    await session?.end().catch(() => {});
    session = undefined;
  },
  truth: {
    services: ['postgres'],
    modes: ['database-lock'],
    remedies: [{ action: 'terminate-blocker', params: { service: 'postgres' } }],
    mayTouch: ['postgres'],
  },
};
