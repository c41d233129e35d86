import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { claim, ownerOf } from './claim';

const folder = () => mkdtempSync(join(tmpdir(), 'claim-'));

test('a folder that is run in is refused with a plain sentence, and free again afterwards', () => {
  const dir = folder();
  const release = claim(dir);
  expect(ownerOf(dir)).toBe(process.pid);
  expect(() => claim(dir)).toThrow(`a shop already runs in ${dir} (process ${process.pid}); stop it first`);
  release();
  expect(ownerOf(dir)).toBeUndefined();
  const again = claim(dir);
  release();
  expect(ownerOf(dir)).toBe(process.pid);
  again();
  expect(readdirSync(dir)).toEqual([]);
});

test('what a crash left is taken over, also when its number is another process by now', () => {
  const dir = folder();
  writeFileSync(join(dir, 'lock-3'), JSON.stringify({ pid: process.pid, started: '1' }));
  expect(ownerOf(dir)).toBeUndefined();
  const release = claim(dir);
  expect(readdirSync(dir)).toEqual(['lock-4']);
  release();
});

test('of many that start at the same moment one goes on', async () => {
  const dir = folder();
  writeFileSync(join(dir, 'lock-1'), JSON.stringify({ pid: 1, started: '1' }));
  const program = join(folder(), 'claim.cjs');
  await build({ entryPoints: [join(__dirname, 'claim.ts')], outfile: program, bundle: true, platform: 'node' });
  const at = Date.now() + 1500;
  const script = `
    const { claim } = require(process.argv[1]);
    while (Date.now() < ${at});
    try { claim(process.argv[2]); console.log('mine'); } catch (error) { console.log(error.message); }
    setTimeout(() => {}, 1500);
  `;
  const said = await Promise.all(
    Array.from({ length: 6 }, async () => {
      const child = spawn(process.execPath, ['-e', script, program, dir]);
      let text = '';
      child.stdout.on('data', chunk => (text += String(chunk)));
      await once(child, 'close');
      return text.trim();
    }),
  );
  expect(said.filter(text => text === 'mine')).toHaveLength(1);
  expect(said.filter(text => text.startsWith('a shop already runs'))).toHaveLength(5);
});
