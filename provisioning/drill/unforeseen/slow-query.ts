import type { Fault } from '../../demo/src/fault';
import { Client } from 'pg';

/** Each change of stock takes 1.5 s in the database: a trigger that somebody added by hand. */
const sql = async (shop: { databaseUrl: string }, text: string) => {
  const c = new Client({ connectionString: shop.databaseUrl });
  await c.connect();
  await c.query(text);
  await c.end();
};

export const fault: Fault = {
  id: 'slow-query',
  kind: 'fault',
  weight: 1,
  inject: shop =>
    sql(
      shop,
      `create or replace function slow_it() returns trigger language plpgsql as $$ begin perform pg_sleep(1.5); return new; end $$;
       create trigger slow_it before update on stock for each row execute function slow_it()`,
    ),
  clear: shop => sql(shop, 'drop trigger if exists slow_it on stock'),
  truth: { services: ['inventory', 'postgres'], modes: ['slow-dependency'], remedies: [], mayTouch: [] },
};
