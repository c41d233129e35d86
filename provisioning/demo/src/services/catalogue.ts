import type { Behaviour } from '../service/frame';

export const products = 50;

const product = (id: number) => ({ id, name: `Product ${id}`, price: 500 + id * 25 });

export const catalogue = (): Behaviour => ({
  routes: {
    'GET /products': async ({ call }) => {
      const stock = (await call('inventory', { method: 'GET', path: '/stock' })) as {
        product: number;
        onHand: number;
      }[];
      return stock.map(({ product: id, onHand }) => ({ ...product(id), available: onHand > 0 }));
    },
    'GET /products/:id': async ({ params }) => product(Number(params.id)),
  },
});
