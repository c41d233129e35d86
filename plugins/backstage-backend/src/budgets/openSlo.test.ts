import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseOpenSlo } from './openSlo';

const example = readFileSync(join(__dirname, '../../../../provisioning/slo.example.yaml'), 'utf8');

test('the example: one objective by signals, one by counters of its own', () => {
  expect(parseOpenSlo(example)).toEqual([
    {
      ...{ name: 'cart-answers', service: 'cart', target: 0.999, days: 28 },
      ...{ bad: { signal: 'requests.errors' }, total: { signal: 'requests.rate' } },
    },
    {
      ...{ name: 'checkout-orders', service: 'orders', target: 0.99, days: 30 },
      good: { prometheus: 'orders_total{outcome="placed"}' },
      total: { prometheus: 'orders_total' },
    },
  ]);
});

test.each([
  {
    name: 'a query that is no selector',
    from: 'query: orders_total\n',
    to: 'query: sum(orders_total)\n',
    says: 'selector',
  },
  { name: 'a target of all', from: 'target: 0.999', to: 'target: 1', says: 'document 1: spec.objectives.0.target' },
  { name: 'a signal that does not exist', from: 'requests.errors', to: 'requests.wrong', says: 'spec.indicator' },
  { name: 'a calendar window', from: 'isRolling: true', to: 'isRolling: false', says: 'spec.timeWindow' },
  { name: 'two of one name', from: 'name: checkout-orders', to: 'name: cart-answers', says: 'two SLOs have one name' },
  { name: 'broken YAML', from: 'kind: SLO', to: 'kind: [', says: 'document' },
])('refuses $name, and says so', ({ from, to, says }) => {
  expect(example).toContain(from);
  expect(() => parseOpenSlo(example.replace(from, to))).toThrow(says);
});

test('other kinds are left alone', () => expect(parseOpenSlo('apiVersion: openslo/v1\nkind: Service\n')).toEqual([]));
