import { span } from '../testSupport/given';
import { callsIn } from './calls';

test('who calls whom, once each, and not oneself', () =>
  expect(
    callsIn([
      span('t', 'a', 'shop|buy', 9),
      span('t', 'a.b', 'shop|GET', 5),
      span('t', 'a.b.c', 'stock|take', 3),
      span('t', 'a.b.d', 'stock|look', 3),
    ]),
  ).toEqual([['shop', 'stock']]));
