import { type Measurement, missing, signals } from '@autocura/common';
import fc from 'fast-check';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { actions } from '../../act';
import { context, deploy, measured, silence } from '../testSupport/given';
import { failureModes } from '.';

const number = fc.oneof(fc.constantFrom(0, 0.5, 1, 3, 8, 100), fc.double({ min: 0, max: 1e9, noNaN: true }));
const parts = fc.dictionary(fc.constantFrom('backend', 'cache', 'a'), number, { noNullPrototype: true });
const measurement: fc.Arbitrary<Measurement> = fc
  .record({ value: number, parts, normalParts: parts, normal: fc.option(number, { nil: undefined }) })
  .map(({ normal, ...rest }) => measured({ ...rest, ...(normal !== undefined && { normal }) }));
const situation = fc.record({
  answers: fc.dictionary(
    fc.constantFrom(...new Set(failureModes.flatMap(mode => Object.keys(mode.asks)))),
    measurement,
  ),
  released: fc.boolean(),
});
const contextOf = (released: boolean) =>
  context({
    changes: released ? [deploy(3)] : [],
    capabilities: { fallbackFlags: [{ dependency: 'backend', flag: 'f', value: 'on' }] },
  });

test('ids are unique', () => expect(new Set(failureModes.map(({ id }) => id)).size).toBe(failureModes.length));

describe.each(failureModes)('$id', mode => {
  const given = (answers: Record<string, Measurement>) =>
    Object.fromEntries(Object.keys(mode.asks).map(key => [key, answers[key] ?? missing('no series')]));

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
        const all = given(answers);
        const { support, because } = mode.judge(all, contextOf(released));
        expect(Number.isFinite(support)).toBe(true);
        because.forEach(({ asked }) => expect(mode.asks).toHaveProperty(asked));
        if (because.some(({ says }) => says.startsWith('cannot tell'))) expect(support).toBe(0);
        else expect(because.filter(({ asked }) => all[asked]?.state === 'missing')).toEqual([]);
      }),
    );
  });

  test('its remedies are known actions whose parameters are valid', () => {
    fc.assert(
      fc.property(situation, ({ answers, released }) => {
        const all = given(answers);
        const here = contextOf(released);
        for (const step of mode.remedies(here, mode.judge(all, here), all)) {
          const action = actions.find(({ id }) => id === step.action);
          expect(action).toBeDefined();
          expect(action?.params.safeParse(step.params).success).toBe(true);
          expect(step.target).not.toBe('');
        }
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
