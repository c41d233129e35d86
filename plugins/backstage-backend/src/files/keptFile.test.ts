import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { keptFile } from './keptFile';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kept-'));
});
afterEach(() => rm(folder, { recursive: true }));

test('a file that changes is read anew, and a broken one leaves the last good state, said once', async () => {
  const path = join(folder, 'numbers.json');
  const heard: string[] = [];
  const parse = (text: string) => JSON.parse(text) as number[];
  const read = keptFile({ path, what: 'The list', parse, warn: message => heard.push(message) });
  expect(await read()).toBeUndefined();
  await writeFile(path, '[1]');
  expect(await read()).toEqual([1]);
  await writeFile(path, '[1, 2');
  expect([await read(), await read()]).toEqual([[1], [1]]);
  await writeFile(path, '[1, 2]');
  expect(await read()).toEqual([1, 2]);
  expect(heard).toEqual([
    expect.stringContaining('nothing counts that it may say'),
    expect.stringContaining('what it said before counts'),
  ]);
});
