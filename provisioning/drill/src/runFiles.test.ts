import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { RunFiles } from './runFiles';
import type { Run } from './types';

const run = (repeated: boolean) => ({ fault: 'bad-flag', arm: 'none', seed: 2, repeated }) as Run;

test('a run that was kept is known, also to the next who opens the folder, and half of one is not', () => {
  const dir = mkdtempSync(join(tmpdir(), 'league-'));
  const task = { fault: 'bad-flag', arm: 'none', seed: 2 } as const;
  const files = new RunFiles(dir);
  writeFileSync(join(dir, 'runs/bad-flag.none.2.json.part'), '{"fault":');
  expect(files.has(task)).toBe(false);
  expect(files.all()).toEqual([]);

  files.save(run(false));
  const again = new RunFiles(dir);
  expect(again.has(task)).toBe(true);
  expect(again.has(task, true)).toBe(false);
  expect(again.has({ ...task, seed: 3 })).toBe(false);

  again.save(run(true));
  expect(again.all()).toEqual(expect.arrayContaining([run(false), run(true)]));
});
