import { signals } from '@autocura/common';
import fc from 'fast-check';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { silence } from '../testSupport/given';
import { answersFrom, contextOf, situation } from '../testSupport/situation';
import { failureModes } from '.';

test('ids are unique', () => expect(new Set(failureModes.map(({ id }) => id)).size).toBe(failureModes.length));

describe.each(failureModes)('$id', mode => {
  test('asks known signals', () => {
    expect(Object.keys(signals)).toEqual(expect.arrayContaining(Object.values(mode.asks).map(({ signal }) => signal)));
  });

  test.each([false, true])('concludes nothing from silence (released: %s)', released => {
    const { support, because } = mode.judge(silence(mode), contextOf(released));
    expect(support).toBe(0);
    expect(because).toEqual([{ says: 'cannot tell: no series', asked: expect.any(String) }]);
  });

  test('what it cites was measured, and support never comes of what is missing', () => {
    fc.assert(
      fc.property(situation, ({ answers, released }) => {
        const all = answersFrom(mode, answers);
        const { support, because } = mode.judge(all, contextOf(released));
        expect(Number.isFinite(support)).toBe(true);
        because.forEach(({ asked }) => expect(mode.asks).toHaveProperty(asked));
        if (because.some(({ says }) => says.startsWith('cannot tell'))) expect(support).toBe(0);
        else expect(because.filter(({ asked }) => all[asked]?.state === 'missing')).toEqual([]);
      }),
    );
  });
});

test('knowledge names no system it was tried on', () => {
  const root = join(__dirname, '..', '..');
  const folders = ['diagnose', 'health', 'sources/prometheus'].map(folder => join(root, folder));
  const files = folders.flatMap(folder =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter(file => file.endsWith('.ts') && !file.endsWith('.test.ts') && !file.includes('testSupport'))
      .map(file => join(folder, file)),
  );
  expect(files.length).toBeGreaterThan(30);
  const theirs =
    /gateway|catalogue|\bcart\b|\borders\b|payment|inventory|['"`]worker['"`]|recommend|\bbank\b|\bshop\b/i;
  const named = files.filter(file => theirs.test(readFileSync(file, 'utf8')));
  expect(named).toEqual([]);
});
