import { bytesOf, milliOf } from './quantity';

test.each([
  ['64Mi', 64 * 1024 ** 2],
  ['1Gi', 1024 ** 3],
  ['1.5G', 1.5e9],
  ['500k', 500_000],
  [1024, 1024],
  ['1e3', undefined],
  ['-1Mi', undefined],
  ['64 Mi', undefined],
  [undefined, undefined],
])('%s is %s bytes', (quantity, bytes) => expect(bytesOf(quantity)).toBe(bytes));

test.each([
  ['500m', 500],
  ['1', 1_000],
  ['0.1', 100],
  ['1.5', 1_500],
  [2, 2_000],
  ['0.0005', 0.5],
  ['1Gi', undefined],
  ['-1', undefined],
  [undefined, undefined],
])('%s is %s thousandths of a core', (quantity, milli) => expect(milliOf(quantity)).toBe(milli));
