import { webhook } from './webhook';

const step = (params: Record<string, string | number | boolean>) => ({ action: 'webhook', target: 'cart', params });

test.each<{ params: Record<string, string | number | boolean>; says: string }>([
  { params: { name: 'flush-cdn', region: 'eu', deep: true }, says: 'Run flush-cdn for cart' },
])('$says', ({ params, says }) => {
  expect(webhook.objection(step(params))).toBeUndefined();
  expect(webhook.describe(step(params))).toBe(says);
});

test.each<{ name: string; params: Record<string, string | number | boolean> }>([
  { name: 'no name', params: { region: 'eu' } },
  { name: 'a name that is an address', params: { name: 'https://example.org/?a=b' } },
  { name: 'a text without end', params: { name: 'flush-cdn', region: 'x'.repeat(1025) } },
])('refuses $name', ({ params }) => expect(webhook.objection(step(params))).toBeDefined());

test('nobody knows how to take it back', () => expect(webhook.reversible).toBe('irreversible'));
