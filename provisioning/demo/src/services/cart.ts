import type { Behaviour } from '../service/frame';

const most = 5000;

export const cart = (): Behaviour => {
  const carts = new Map<string, unknown[]>();
  return {
    routes: {
      'POST /items': async ({ body, call }) => {
        const { cart: id, product } = body as { cart: string; product: number };
        const item = await call('catalogue', { method: 'GET', path: `/products/${product}` });
        const items = [...(carts.get(id) ?? []), item];
        carts.set(id, items);
        const oldest = carts.keys().next().value;
        if (carts.size > most && oldest !== undefined) carts.delete(oldest);
        return { cart: id, items: items.length };
      },
    },
  };
};
