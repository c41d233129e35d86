import { nameOf, nextBatch, tasksOf } from './tasks';
import type { Task } from './tasks';

const weights: Record<string, number> = { light: 1, surge: 2, hog: 3 };
const weightOf = (fault: string) => weights[fault] ?? 1;

function batches(tasks: Task[]): string[][] {
  const left = [...tasks];
  const all: string[][] = [];
  while (left.length > 0) {
    const batch = nextBatch(left, weightOf);
    batch.forEach(task => left.splice(left.indexOf(task), 1));
    all.push(batch.map(nameOf));
  }
  return all;
}

test('what runs side by side weighs three at most, and what weighs three runs alone', () => {
  expect(batches(tasksOf(['surge', 'light', 'hog'], ['none', 'oracle'], [1]))).toEqual([
    ['surge none 1', 'light none 1'],
    ['surge oracle 1', 'light oracle 1'],
    ['hog none 1'],
    ['hog oracle 1'],
  ]);
});

test('a whole seed comes before the next one, and every run is made once', () => {
  const tasks = tasksOf(['light', 'hog'], ['none', 'restart', 'oracle'], [1, 2]);
  const order = batches(tasks).flat();
  expect(new Set(order).size).toBe(12);
  expect(order.map(name => name.slice(-1)).slice(0, 3)).toEqual(['1', '1', '1']);
});

test('with a smaller budget everything still has its turn', () => {
  const left = tasksOf(['hog', 'light'], ['none'], [1]);
  expect(nextBatch(left, weightOf, 1).map(nameOf)).toEqual(['hog none 1']);
});
