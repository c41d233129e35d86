import { listed, titleOf } from './words';

const on = (service: string, name = 'ErrorRatio') => ({ service, name });

test.each([
  ['ErrorRatio on cart', [on('cart'), on('cart')]],
  ['ErrorRatio and Latency on cart', [on('cart', 'Latency'), on('cart')]],
  ['ErrorRatio on cart; gateway alerts too', [on('gateway'), on('cart')]],
  ['ErrorRatio on cart; a, b and 2 others alert too', ['d', 'cart', 'b', 'a', 'c'].map(service => on(service))],
])('%s', (title, alerts) => expect(titleOf('cart', alerts)).toBe(title));

test.each([
  ['', []],
  ['a', ['a']],
  ['a and b', ['a', 'b']],
  ['a, b and c', ['a', 'b', 'c']],
  ['a, b and 2 others', ['a', 'b', 'c', 'd']],
])('"%s"', (text, names) => expect(listed(names, 2)).toBe(text));
