import { english, portuguese } from '@autocura/common';
import { limitWords } from './limitWords';
import { timeWords } from './timeWords';

test.each([
  ['cooldownMs', 300_000, '5 min'],
  ['stormShare', 0.5, '50 %'],
  ['perHour', 20, '20'],
  ['tryAgain', false, 'no'],
  ['memoryMiB', 16_384, '16,384 MiB'],
  ['cpuMilli', 500, '500 mCPU'],
] as const)('%s of %s reads %s', (name, value, text) => expect(limitWords(name, value, english)).toBe(text));

test('a limit that only a newer backend knows is told as a number', () =>
  expect(limitWords('fromTheFuture' as never, 3, english)).toBe('3'));

test('when a rule holds, in words of both languages', () => {
  const during = { days: ['mon', 'fri'], hours: { from: '22:00', to: '06:00' }, zone: 'America/Sao_Paulo' };
  expect(timeWords(during, english)).toBe('Mon, Fri · from 22:00 to 06:00 · America/Sao_Paulo');
  expect(timeWords(during, portuguese)).toBe('seg, sex · das 22:00 às 06:00 · America/Sao_Paulo');
});

test('a stretch of time is told without a zone, for it is one of the reader’s', () => {
  const between = { from: '2026-12-20T00:00:00Z', to: '2027-01-04T08:00:00Z' };
  expect(timeWords({ zone: 'UTC', between }, english)).toMatch(/^Dec (19|20|21), .* – Jan 4, /);
});
