import type { Behaviour, Frame } from '../service/frame';

interface Address {
  street: string;
  city: string;
}

/** Takes an order, pays it, and leaves a message for the worker, who confirms it. */
export const orders = (frame: Frame): Behaviour => ({
  routes: {
    'POST /orders': async ({ body, call }) => {
      const { cart, product, address } = body as { cart: string; product: number; address: Address };
      const express = frame.settings.flags['orders.checkout'] === 'express';
      const note = express ? `express to ${address.street}, ${address.city}` : 'parcel';
      const [order] = await frame.database.query<{ id: string }>(
        "insert into orders (cart, product, status) values ($1, $2, 'new') returning id",
        [cart, product],
      );
      const id = order?.id;
      await call('inventory', { method: 'POST', path: '/reservations', body: { product }, timeoutMs: 2000 });
      await call('payment', { method: 'POST', path: '/charges', body: { order: id, note }, timeoutMs: 2500 });
      await frame.database.query(
        "with paid as (update orders set status = 'paid' where id = $1 returning id) insert into messages (order_id) select id from paid",
        [id],
      );
      return { id };
    },
    'GET /orders/:id': async ({ params }) => {
      const [order] = await frame.database.query<{ status: string }>('select status from orders where id = $1', [
        params.id,
      ]);
      return { id: params.id, status: order?.status ?? 'unknown' };
    },
  },
});
