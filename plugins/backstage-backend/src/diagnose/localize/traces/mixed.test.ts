import type { Kind } from '../kind';
import { mixed } from './mixed';

const kind = (scores: Record<string, number>, noise = 0): Kind => ({ scores: new Map(Object.entries(scores)), noise });
const first = (of: Kind) => [...of.scores].sort((a, b) => b[1] - a[1])[0]?.[0];

test('one reading alone says what it says', () => {
  const alone = kind({ cart: 3, orders: 1 }, 0.5);
  expect(mixed([{ kind: alone, clear: 2 }])).toEqual(alone);
});

test('what several nearly as clear readings show leads what the clearest alone does', () => {
  const chance = { kind: kind({ orders: 3.1, cart: 0 }), clear: 3.1 };
  const seen = { kind: kind({ orders: 0, cart: 3 }), clear: 3 };
  expect(first(mixed([chance, seen, seen]))).toBe('cart');
  expect(first(mixed([chance]))).toBe('orders');
});

test('what is hardly clear has next to no say, and noise is weighed as the scores are', () => {
  const dull = { kind: kind({ orders: 9 }, 8), clear: 1 };
  const clear = { kind: kind({ cart: 5 }, 1), clear: 4 };
  const together = mixed([clear, dull, dull]);
  expect(first(together)).toBe('cart');
  expect(together.noise).toBeCloseTo((1 + 16 / 256) / (1 + 2 / 256));
});
