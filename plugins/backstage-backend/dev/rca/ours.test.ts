import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { preProcessFile } from 'typescript';

const source = join(__dirname, '../../src');

/** Every file of ours that is reached by imports from this one, itself included. */
function reachedFrom(entry: string): Set<string> {
  const reached = new Set([entry]);
  for (const file of reached) {
    for (const { fileName } of preProcessFile(readFileSync(file, 'utf8')).importedFiles) {
      if (!fileName.startsWith('.')) continue;
      const base = join(dirname(file), fileName);
      const found = [`${base}.ts`, join(base, 'index.ts')].find(existsSync);
      if (found) reached.add(found);
    }
  }
  return reached;
}

test('what is benchmarked is what the loop uses', () => {
  const loop = reachedFrom(join(source, 'healer.ts'));
  const benchmarked = [...reachedFrom(join(__dirname, 'ours.ts'))].filter(file => !file.startsWith(__dirname));
  expect(benchmarked.map(file => relative(source, file))).toContain('diagnose/localize/localize.ts');
  expect(benchmarked.filter(file => !loop.has(file))).toEqual([]);
});
