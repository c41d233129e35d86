import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Once } from './once';

const file = () => join(mkdtempSync(join(tmpdir(), 'once-')), 'answers.jsonl');

test('ten callers at once with one key are one effect and one answer', async () => {
  const once = new Once(file());
  let effects = 0;
  const ask = () => once.do('a', async () => (effects += 1));
  expect(await Promise.all(Array.from({ length: 10 }, ask))).toEqual(Array(10).fill(1));
  expect(await ask()).toBe(1);
});

test('a key outlives the process that saw it', async () => {
  const path = file();
  await new Once(path).do('a', async () => ({ done: 'first' }));
  await expect(new Once(path).do('a', async () => ({ done: 'second' }))).resolves.toEqual({ done: 'first' });
});

test('what failed may be tried again', async () => {
  const once = new Once(file());
  await expect(once.do('a', () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  await expect(once.do('a', async () => 'yes')).resolves.toBe('yes');
});
