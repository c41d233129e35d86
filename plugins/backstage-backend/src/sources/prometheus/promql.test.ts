import fc from 'fast-check';
import { PrometheusClient } from './client';
import { literal, name, promql, regex, seconds } from './promql';
import { TestPrometheus } from './testSupport/prometheus';

const hostile = [
  '"',
  '\\',
  '\n',
  '\r',
  '`',
  "'",
  '{',
  '}',
  '"} or vector(1) #',
  '.*',
  '|',
  '$1',
  '(?i)',
  '\\"',
  '[^a]',
  '\u0000',
  'é',
  '😀',
  '\uFFFD',
];
const text = fc
  .array(fc.oneof(fc.constantFrom(...hostile), fc.string({ unit: 'grapheme', maxLength: 5 })), {
    minLength: 1,
    maxLength: 5,
  })
  .map(parts => parts.join(''))
  .filter(value => value !== '');

test.each([
  ['a string is a quoted value', promql`up{job=${'a"b\\c\nd'}}`, 'up{job="a\\"b\\\\c\\nd"}'],
  ['what stands for broken text is escaped', promql`up{job=${'a\uFFFDb\uD800'}}`, 'up{job="a\\ufffdb\\ufffd"}'],
  ['an array is a quoted regex', promql`up{job=~${['a.b', 'c']}}`, 'up{job=~"a\\\\.b|c"}'],
  ['a number is a number', promql`up > ${0.5}`, 'up > 0.5'],
  ['PromQL goes in as it is', promql`sum(${promql`up`})`, 'sum(up)'],
  ['names and ranges', promql`rate(${name('a_b')}[${seconds(9.6)}])`, 'rate(a_b[10s])'],
])('%s', (_name, query, expected) => expect(query.text).toBe(expected));

test.each([
  ['an empty set', () => promql`up{job=~${[]}}`],
  ['an empty value in a set', () => promql`up{job=~${['a', '']}}`],
  ['what is not a name', () => name('up{}')],
  ['a range of nothing', () => seconds(0)],
  ['what is not a number', () => promql`up > ${NaN}`],
])('%s is refused', (_name, write) => expect(write).toThrow());

test('a literal matches itself only', () => {
  fc.assert(
    fc.property(text, text, (one, other) => {
      expect(new RegExp(`^(?:${literal(one)})$`, 'u').test(other)).toBe(one === other);
    }),
  );
});

test('S5 no value leaves its quotes', () => {
  // What stands between the quotes is free of unescaped quotes and line ends, so the lexer cannot stop early.
  fc.assert(
    fc.property(text, value => {
      expect(promql`${value}`.text).toMatch(/^"(?:[^"\\\n]|\\.)*"$/su);
      expect(promql`${[value]}`.text).toMatch(/^"(?:[^"\\\n]|\\.)*"$/su);
    }),
  );
});

describe('in a real Prometheus', () => {
  let prometheus: TestPrometheus;
  beforeAll(async () => void (prometheus = await TestPrometheus.start()));
  afterAll(() => prometheus.stop());

  test('S5 a value arrives as it was, and its regex matches it and nothing else', async () => {
    const client = new PrometheusClient({ url: prometheus.url, timeoutMs: 10_000 });
    const now = new Date();
    await fc.assert(
      fc.asyncProperty(text, text, async (value, other) => {
        // absent() answers with the labels it was asked for.
        const series = promql`absent(nothing{x=${value}})`;
        const hit = promql`label_replace(${series}, "hit", "yes", "x", ${[value]})`;
        const both = promql`label_replace(${hit}, "other", "yes", "x", ${[other]})`;
        const rows = await client.query(both.text, now);
        expect(rows).toEqual([
          { value: 1, labels: { x: value, hit: 'yes', ...(value === other && { other: 'yes' }) } },
        ]);
      }),
      { numRuns: 150 },
    );
  });

  test('a pattern of our own keeps its meaning', async () => {
    const client = new PrometheusClient({ url: prometheus.url });
    const query = promql`label_replace(absent(nothing{pod="cart-7"}), "of", "$1", "pod", ${regex('([a-z]+)-\\d')})`;
    expect(await client.query(query.text, new Date())).toEqual([{ value: 1, labels: { pod: 'cart-7', of: 'cart' } }]);
  });
});
