import { assert, property, shuffledSubarray } from 'fast-check';
import { mine } from './mine';

const names = ['ann', 'bob', 'cat', 'dan', 'eve', 'fay', 'gus', 'hal', 'ida', 'jon'];
const lines = [
  ...names.map(name => `visitor ${name} has gone to the checkout`),
  ...names.map((name, i) => `ERROR payment of ${name} refused by the bank after ${i} ms`),
  ...['payment', 'bank'].map(peer => `connection to ${peer} lost, trying again`),
  ...Array.from({ length: 30 }, (_, i) => `order ${i} sold in 12.${i} ms`),
  'cache is cold',
];
const textsOf = (some: string[]) => mine(some, line => line).map(({ text, lines: { length } }) => [text, length]);

test('lines that differ in values say the same, those that differ in what happens do not', () =>
  expect(textsOf(lines)).toEqual([
    ['order # sold in # ms', 30],
    ['ERROR payment of * refused by the bank after # ms', 10],
    ['visitor * has gone to the checkout', 10],
    ['cache is cold', 1],
    ['connection to bank lost, trying again', 1],
    ['connection to payment lost, trying again', 1],
  ]));

test('the order of the lines does not matter', () =>
  assert(
    property(shuffledSubarray(lines, { minLength: lines.length }), shuffled => {
      expect(textsOf(shuffled)).toEqual(textsOf(lines));
    }),
  ));

test('no line is lost and none is counted twice', () =>
  assert(
    property(shuffledSubarray(lines), some => {
      const found = mine(some, line => line).flatMap(pattern => pattern.lines);
      expect(found.sort()).toEqual([...some].sort());
    }),
  ));

test('it says whether something went wrong', () =>
  expect(
    mine(lines, line => line)
      .filter(({ isError }) => isError)
      .map(({ text }) => text),
  ).toEqual(['ERROR payment of * refused by the bank after # ms']));

test('nothing is made of nothing', () => expect(mine([], String)).toEqual([]));
