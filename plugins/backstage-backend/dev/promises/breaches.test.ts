import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { breaches } from './breaches';

const src = join(__dirname, '../../src');
const read = (file: string) => readFileSync(join(src, file), 'utf8');
/** A file of tests, with what it shares with others. */
const testsIn = (file: string) => {
  const text = read(file);
  const shared = [...text.matchAll(/from '(\.[^']*\/test[A-Z][^']*)'/g)].map(([, from]) =>
    join(dirname(file), `${from}.ts`),
  );
  return [text, ...shared.filter(one => existsSync(join(src, one))).map(read)].join('\n');
};

test.each(['security.md', 'operations.md'])('there is a breach of every promise of %s', document => {
  const text = readFileSync(join(__dirname, '../../../../docs', document), 'utf8');
  const promised = [...text.matchAll(/^\| ([SR]\d+) +\|/gm)].map(([, number]) => number);
  expect(promised).toHaveLength(14);
  expect(promised.filter(number => !breaches.some(({ promise }) => promise === number))).toEqual([]);
});

/** So that `npm run promises:prove`, which takes long, does not find it first. */
test.each(breaches)('$promise can be broken: $says', ({ promise, file, code, instead, tests }) => {
  expect({ times: read(file).split(code).length - 1, code }).toEqual({ times: 1, code });
  expect(instead).not.toBe(code);
  expect(existsSync(join(src, tests))).toBe(true);
  expect(testsIn(tests)).toMatch(new RegExp(`\\b${promise} `));
});
