import { quantity } from './quantity';

test.each([
  [0.04213, 'ratio', 'en', '4.21 %'],
  [0.04213, 'ratio', 'pt-BR', '4,21 %'],
  [0, 'ratio', 'en', '0 %'],
  [335_544_320, 'bytes', 'en', '320 MiB'],
  [512, 'bytes', 'en', '512 B'],
  [0.5, 'bytes', 'en', '0.5 B'],
  [-2048, 'bytes/s', 'en', '-2 KiB/s'],
  [2 ** 55, 'bytes', 'en', '32,800 TiB'],
  [0, 's', 'en', '0 s'],
  [0.25, 's', 'en', '250 ms'],
  [1.5, 's', 'en', '1.5 s'],
  [180, 's', 'en', '3 min'],
  [9_000, 's', 'en', '2.5 h'],
  [12.345, 'req/s', 'en', '12.3 req/s'],
  [Number.POSITIVE_INFINITY, 's', 'en', 'Infinity'],
])('%d %s in %s is %s', (value, unit, language, text) => expect(quantity(value, unit, language)).toBe(text));
