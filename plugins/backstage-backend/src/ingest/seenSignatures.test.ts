import { SignaturesInMemory } from './seenSignatures';

const at = (seconds: number) => new Date(Date.parse('2026-01-31T12:00:00Z') + seconds * 1000);

test('G-08 a signature passes once', async () => {
  const seen = new SignaturesInMemory(() => at(0));
  expect(await seen.take('a', at(300))).toBe(true);
  expect(await seen.take('a', at(300))).toBe(false);
  expect(await seen.take('b', at(300))).toBe(true);
});

test('one that was released passes again', async () => {
  const seen = new SignaturesInMemory(() => at(0));
  await seen.take('a', at(300));
  await seen.release('a');
  expect(await seen.take('a', at(300))).toBe(true);
});

test('it remembers no longer than the window', async () => {
  let now = 0;
  const seen = new SignaturesInMemory(() => at(now));
  for (; now < 1000; now++) await seen.take(`signature ${now}`, at(now + 300));
  expect(seen.size).toBeLessThanOrEqual(301);
  expect(await seen.take('signature 999', at(1299))).toBe(false);
});
