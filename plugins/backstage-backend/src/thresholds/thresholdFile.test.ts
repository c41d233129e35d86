import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseThresholds } from './thresholdFile';

const example = readFileSync(join(__dirname, '../../../../provisioning/thresholds.example.yaml'), 'utf8');

test('the example', () =>
  expect(parseThresholds(example)).toEqual([
    {
      ...{ name: 'latency', service: { label: 'service' }, direction: 'above', sensitivity: 'normal' },
      ...{ least: { change: 0.05, share: 0.2 }, missing: { afterMs: 300_000, then: 'hold' }, everyMs: 15_000 },
      ...{ settlesMs: 3_600_000, mode: 'shadow', severity: 'warning', query: expect.any(String) },
    },
    expect.objectContaining({ name: 'orders', mode: 'alert', missing: { afterMs: 600_000, then: 'alert' } }),
  ]));

test('JSON is read as well, and what is not said is careful', () => {
  const least = { thresholds: [{ name: 'a', query: 'up', service: { name: 'cart' } }] };
  expect(parseThresholds(JSON.stringify(least))).toEqual([
    {
      ...{ name: 'a', query: 'up', service: { name: 'cart' }, direction: 'both', sensitivity: 'normal', least: {} },
      ...{ missing: { afterMs: 300_000, then: 'hold' }, everyMs: 15_000, settlesMs: 3_600_000 },
      ...{ mode: 'shadow', severity: 'warning' },
    },
  ]);
});

test.each([
  { name: 'a word that means nothing', from: 'direction: above', to: 'direction: up', says: 'direction' },
  { name: 'a key that does not exist', from: 'settles: 1h', to: 'settle: 1h', says: 'settle' },
  { name: 'two of one name', from: 'name: orders\n    query', to: 'name: latency\n    query', says: 'one name' },
  { name: 'half a second', from: 'every: 15s', to: 'every: 500ms', says: '1s or more' },
  { name: 'no service', from: 'service: { name: orders }', to: '', says: 'service' },
])('refuses $name, and says so', ({ from, to, says }) => {
  expect(example).toContain(from);
  expect(() => parseThresholds(example.replace(from, to))).toThrow(says);
});
