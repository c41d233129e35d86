import { setTimeout as sleep } from 'node:timers/promises';

/** One request to the gateway: whether it was answered well, and with what. */
export type Ask = (method: 'GET' | 'POST', path: string, body?: unknown) => Promise<{ ok: boolean; body: unknown }>;

const confirmWithinMs = 10_000;
const products = 50;

/**
 * One shopper: looks around, may put something into the cart, may check out, and then wants to see the order
 * confirmed. Gives up at the first thing that fails.
 */
export async function journey(ask: Ask, random: () => number, order: (confirmed: boolean) => void, now: () => number) {
  const [adds, checksOut, think] = [random() < 0.6, random() < 0.6, 50 + random() * 250];
  const product = 1 + Math.floor(random() * products);
  const cart = `cart-${Math.floor(random() * 1e9)}`;

  if (!(await ask('GET', '/browse')).ok) return;
  await sleep(think);
  if (!(await ask('GET', `/products/${product}`)).ok || !adds) return;
  await sleep(think);
  if (!(await ask('POST', '/cart/items', { cart, product })).ok || !checksOut) return;
  await sleep(think);
  const bought = await ask('POST', '/checkout', { cart, product });
  const { id } = (bought.body ?? {}) as { id?: string };
  if (!bought.ok || id === undefined) return;

  const until = now() + confirmWithinMs;
  for (let pauseMs = 500; now() < until; pauseMs = Math.min(pauseMs * 2, 2000)) {
    await sleep(pauseMs);
    const seen = await ask('GET', `/orders/${id}`);
    if ((seen.body as { status?: string } | undefined)?.status === 'confirmed') return order(true);
  }
  order(false);
}
