import type { Asked, Reply } from './http';
import type { Shop } from './shop';

/** For the person at the keyboard: which faults there are, one in, all out. Nothing else may reach it. */
export const controlApi =
  (shop: Pick<Shop, 'faults' | 'inject' | 'clear'>) =>
  async ({ method, path, json }: Asked): Promise<Reply> => {
    if (method === 'GET' && path === '/faults') {
      return { body: { faults: shop.faults.map(({ id, kind }) => ({ id, kind })) } };
    }
    if (method === 'POST' && path === '/inject') {
      const { fault } = (await json()) as { fault?: string };
      if (!shop.faults.some(each => each.id === fault)) {
        return {
          status: 404,
          body: { error: `no fault is called ${fault}; there are ${shop.faults.map(each => each.id).join(', ')}` },
        };
      }
      await shop.inject(String(fault));
      return { body: { injected: fault } };
    }
    if (method === 'POST' && path === '/clear') {
      await shop.clear();
      return { body: { cleared: true } };
    }
    return { status: 404, body: { error: `nothing is at ${path}` } };
  };
