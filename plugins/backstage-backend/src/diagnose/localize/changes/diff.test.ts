import { altered, diffOf } from './diff';

const of = (...lines: string[]) => altered(diffOf(lines.join('\n')));

test('headers and comments are no change', () =>
  expect(diffOf('--- a/x.ts\n+++ b/x.ts\n-// old words\n+// new words\n+run();\n context')).toEqual({
    added: ['run();'],
    removed: [],
  }));

test.each([
  { name: 'a dropped call', lines: ['-  register(plan);'], least: 1, most: 1 },
  { name: 'another number', lines: ['-  wait(5 * second)', '+  wait(300 * second)'], least: 1, most: 1 },
  { name: 'another setting', lines: ['-  level: info', '+  level: debug'], least: 1, most: 1 },
  {
    name: 'a helper taken out',
    lines: [
      '-  open(path); write(line); close(path);',
      '+  put(path, line)',
      '+  open(path); write(line); close(path);',
    ],
    least: 0,
    most: 0.3,
  },
  { name: 'nothing', lines: [], least: 0, most: 0 },
])('$name', ({ lines, least, most }) => {
  expect(of(...lines)).toBeGreaterThanOrEqual(least);
  expect(of(...lines)).toBeLessThanOrEqual(most);
});
