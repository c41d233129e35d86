import { checked } from './checked';

const told = [
  { text: 'Likely cause: A release broke it (cart).', evidence: ['a', 'b'] },
  { text: 'Failed requests of cart: 25 %, usually 1 %.', evidence: ['b'] },
];
const services = ['cart', 'cart-db', 'bank'];
const after = (...sentences: object[]) => checked(told, { sentences }, services);

test('what only rephrases stays, on the evidence of what it cites', () =>
  expect(after({ text: 'A release of cart most likely made 25 % of its requests fail.', of: [1, 2] })).toEqual({
    sentences: [{ text: 'A release of cart most likely made 25 % of its requests fail.', evidence: ['a', 'b'] }],
    dropped: 0,
  }));

test.each([
  { name: 'a number that is in nothing', text: 'cart fails 30 % of its requests.', of: [2] },
  { name: 'a number of a sentence that it does not cite', text: 'cart fails 25 % of its requests.', of: [1] },
  { name: 'another service', text: 'A release of bank broke cart.', of: [1] },
  { name: 'another service whose name begins alike', text: 'A release broke cart-db.', of: [1] },
  { name: 'a sentence there is not', text: 'A release broke it.', of: [1, 9] },
  { name: 'markup', text: 'A release broke <b>cart</b>.', of: [1] },
  { name: 'an address', text: 'A release broke cart, see https://example.org.', of: [1] },
  { name: 'a novel', text: 'A release broke it. '.repeat(19), of: [1] },
])('$name is dropped', ({ text, of }) => expect(after({ text, of })).toEqual({ sentences: [], dropped: 1 }));

test.each([
  { name: 'no sentences', answer: {} },
  { name: 'a text', answer: 'A release broke it.' },
  { name: 'a sentence that cites nothing', answer: { sentences: [{ text: 'A release broke it.', of: [] }] } },
])('an answer of another form is none: $name', ({ answer }) => expect(checked(told, answer, services)).toBeUndefined());
