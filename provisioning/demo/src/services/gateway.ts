import type { Behaviour, Frame } from '../service/frame';

export const gateway = (frame: Frame): Behaviour => ({
  routes: {
    'GET /browse': async ({ call }) => {
      const [products, recommended] = await Promise.all([
        call('catalogue', { method: 'GET', path: '/products' }),
        call('recommend', { method: 'GET', path: '/recommendations' }),
      ]);
      return { banner: frame.settings.flags['gateway.banner'], products, recommended };
    },
    'GET /products/:id': ({ params, call }) => call('catalogue', { method: 'GET', path: `/products/${params.id}` }),
    'POST /cart/items': ({ body, call }) => call('cart', { method: 'POST', path: '/items', body }),
    'POST /checkout': ({ body, call }) => call('orders', { method: 'POST', path: '/orders', body, timeoutMs: 3500 }),
    'GET /orders/:id': ({ params, call }) => call('orders', { method: 'GET', path: `/orders/${params.id}` }),
  },
});
