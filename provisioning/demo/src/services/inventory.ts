import type { Behaviour, Frame } from '../service/frame';

export const inventory = (frame: Frame): Behaviour => ({
  routes: {
    'GET /stock': () =>
      frame.database.query('select product, on_hand::int as "onHand" from stock order by product limit 10'),
    'POST /reservations': async ({ body }) => {
      const rows = await frame.database.query(
        'update stock set on_hand = on_hand - 1 where product = $1 and on_hand > 0 returning product',
        [body.product],
      );
      return { reserved: rows.length === 1 };
    },
  },
});
