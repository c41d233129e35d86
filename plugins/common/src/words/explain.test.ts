import type { Diagnosis } from '../diagnosis';
import type { Evidence } from '../measurement';
import type { SignalName } from '../signals';
import { english, explain, frequency, portuguese } from './index';

const at = '2026-01-01T00:00:00.000Z';
const piece = (signal: SignalName, unit: string, value?: number, normal?: number): Evidence => ({
  id: signal,
  question: { service: 'cart', signal },
  source: 'prometheus',
  family: 'otel-http',
  query: 'up',
  unit,
  measurement:
    value === undefined
      ? { state: 'missing', reason: 'no data' }
      : { state: 'measured', at, value, ...(normal !== undefined && { normal }) },
});
const evidence = [
  piece('requests.errors', 'ratio', 0.25, 0.01),
  piece('memory.used', 'bytes', 100, 99),
  piece('restarts', 'restarts', 0),
  piece('queue.age', 's'),
];
const hypothesis = {
  id: 'cart/bad-release',
  service: 'cart',
  failureMode: 'bad-release',
  title: 'A release broke it',
  support: 7,
  standing: 'likely' as const,
  because: [{ says: 'fails', evidence: evidence.map(({ id }) => id) }],
  remedies: [],
};
const found: Diagnosis = { at, looked: ['cart', 'bank'], hypotheses: [hypothesis], evidence };
const texts = (diagnosis: Diagnosis, words = english) => explain(diagnosis, words).map(({ text }) => text);

test('tells the cause, what of it is not as usual, and what had no answer', () =>
  expect(explain(found, english)).toEqual([
    { text: 'Likely cause: A release broke it (cart).', evidence: hypothesis.because[0]?.evidence },
    { text: 'Failed requests of cart: 25 %, usually 1 %.', evidence: ['requests.errors'] },
    { text: 'One question had no answer.', evidence: ['queue.age'] },
  ]));

test('in the language of the reader', () =>
  expect(texts(found, portuguese)).toEqual([
    expect.stringMatching(/^Causa provável: .+ \(cart\)\.$/),
    'Requisições com falha de cart: 25 %, normalmente 1 %.',
    'Uma pergunta ficou sem resposta.',
  ]));

test('a rival is named after it, as less likely', () => {
  const rival = { ...hypothesis, id: 'bank/odd', service: 'bank', failureMode: 'odd', title: 'An odd thing' };
  expect(texts({ ...found, hypotheses: [hypothesis, rival] })).toContain('Less likely: An odd thing (bank).');
});

const fits = { change: '6', service: 'cart', summary: 'release 6', shared: ['coupon', 'basket'] };
test.each([
  {
    name: 'the commit that fits is named',
    fitting: [{ ...fits, commit: { id: 'a1b2c3d4e5f60718', subject: 'Price coupons' } }],
    says: 'The change "Price coupons (a1b2c3d4e5f6)" of cart is about what fails: coupon, basket.',
  },
  {
    name: 'of two that fit as well none is',
    fitting: [fits, { ...fits, change: '7', summary: 'release 7' }],
    says: 'Which change it was is open: "release 6" and "release 7" fit about as well.',
  },
])('$name', ({ fitting, says }) =>
  expect(texts({ ...found, located: { services: [], abstains: true, fitting } })).toContain(says),
);

test('what is unknown is said, with the place that stands out', () => {
  const located = { services: [{ service: 'bank', because: [] }], abstains: false, confidence: 0.78 };
  expect(texts({ ...found, hypotheses: [], evidence: [], located })).toEqual([
    'No likely cause was found among what was measured of cart, bank.',
    'By statistics alone it stands out at bank, which is right in 8 of 10 such cases.',
  ]);
  const abstaining = { ...located, abstains: true };
  expect(texts({ ...found, hypotheses: [], evidence: [], located: abstaining })).toHaveLength(1);
});

test('each sentence rests on evidence there is', () => {
  const ids = new Set(evidence.map(({ id }) => id));
  for (const sentence of explain(found, english)) expect(sentence.evidence.every(id => ids.has(id))).toBe(true);
});

test('of logs it tells how many kinds of lines are new and where, and not what stands in them', () => {
  const pattern = {
    service: 'bank',
    text: 'no space left',
    isError: true,
    isNew: true,
    before: 0,
    now: 4,
    firstAt: at,
  };
  const logs = { patterns: [pattern, { ...pattern, text: 'gone' }], firstError: { service: 'bank', traces: 3, of: 4 } };
  expect(texts({ ...found, logs })).toEqual(
    expect.arrayContaining([
      '2 kinds of lines are new or far more frequent in the logs of bank.',
      'By their log lines, 3 of 4 failing requests failed first at bank.',
    ]),
  );
  expect(texts({ ...found, logs }).join()).not.toContain('no space left');
});

test('how often a line is written is told with how often it was', () => {
  const pattern = { service: 'bank', text: '', isError: true, isNew: false, before: 0.25, now: 1200, firstAt: at };
  expect(frequency(pattern, english)).toBe('0.25 → 1,200 a minute');
  expect(frequency({ ...pattern, isNew: true }, portuguese)).toBe('Nova: 1.200 por minuto');
});
