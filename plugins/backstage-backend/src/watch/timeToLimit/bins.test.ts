import { binsOf } from './bins';

const course = (values: number[], widthS = 60) => [
  ...binsOf(
    Float64Array.from(values, (_, row) => 1000 + row * 60),
    Float64Array.from(values),
    widthS,
  ),
];

test('what was held for three rows is seen, what was higher for less is not', () =>
  expect(course([1, 1, 9, 9, 1, 5, 5, 5])).toEqual([1, 1, 1, 1, 1, 1, 1, 5]));

test('a stretch is the most that was held in it, counted from now back', () =>
  expect(course([1, 2, 3, 4, 5, 6, 7], 180)).toEqual([1, 2, 5]));

test('where nothing was sampled the one before is kept, and nothing is made up before the first', () =>
  expect(course([NaN, 2, NaN, NaN, 3])).toEqual([2, 2, 2, 3]));

test('of nothing there is nothing', () => {
  expect(course([])).toEqual([]);
  expect(course([NaN, NaN])).toEqual([]);
});
