import { requestsFailed, watchedLongEnough } from './requestsFailed';
import { failing, runOf } from './testRuns';

test('counts the same minute in every arm, however long one is watched', () => {
  expect(requestsFailed(runOf({ watchedS: 75 }, failing(50)))).toBe(150);
  expect(requestsFailed(runOf({ watchedS: 140 }, failing(50)))).toBe(150);
});

test('what failed before the injection is not its failure', () => {
  expect(requestsFailed(runOf({}, failing(-5, 0)))).toBe(0);
});

test('knows when the minute is not whole', () => {
  expect(watchedLongEnough(runOf({ watchedS: 59 }))).toBe(false);
  expect(watchedLongEnough(runOf({ watchedS: 60 }))).toBe(true);
});
