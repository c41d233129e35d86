import { addUp, standsOut } from './kind';

const kind = (noise: number, scores: Record<string, number>) => ({ noise, scores: new Map(Object.entries(scores)) });

test('what stands out of a quiet kind beats what is large in a noisy one', () => {
  const total = addUp([kind(4, { a: 4.5, b: 4 }), kind(0.1, { b: 2 })]);
  expect([...total].sort((x, y) => y[1] - x[1])[0]?.[0]).toBe('b');
});

test('the noise still ranks those of whom nothing better is known', () => {
  const total = addUp([kind(4, { a: 2, b: 1 })]);
  expect(total.get('a') ?? 0).toBeGreaterThan(total.get('b') ?? 0);
});

test('how far the best stands out', () => {
  expect(standsOut([kind(1, { a: 3 }), kind(2, { b: 2.5 })])).toBe(2);
  expect(standsOut([kind(3, { a: 1 })])).toBe(0);
  expect(standsOut([kind(0, {})])).toBe(0);
});
