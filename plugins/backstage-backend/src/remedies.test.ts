import fc from 'fast-check';
import { actions } from './act';
import { failureModes } from './diagnose';
import { answersFrom, contextOf, situation } from './diagnose/testSupport/situation';

test.each(failureModes)('the remedies of $id are known actions with sound parameters', mode => {
  fc.assert(
    fc.property(situation, ({ answers, released }) => {
      const all = answersFrom(mode, answers);
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

test('every mode has a remedy in some situation', () => {
  const helpless = failureModes.filter(mode => {
    const samples = fc.sample(situation, { numRuns: 300, seed: 1 });
    return samples.every(({ answers }) => {
      const all = answersFrom(mode, answers);
      const here = contextOf(true);
      return mode.remedies(here, mode.judge(all, here), all).length === 0;
    });
  });
  expect(helpless.map(({ id }) => id)).toEqual([]);
});
