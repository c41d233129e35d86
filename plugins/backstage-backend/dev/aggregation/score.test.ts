import { missed, pagesOf, pairwise } from './score';

test.each([
  { name: 'as it was', groups: ['a', 'a', 'b', 'b'], precision: 1, recall: 1, f1: 1 },
  // 6 pairs, of which 2 are true.
  { name: 'all in one', groups: ['a', 'a', 'a', 'a'], precision: 1 / 3, recall: 1, f1: 0.5 },
  { name: 'each alone', groups: ['a', 'b', 'c', 'd'], precision: 1, recall: 0, f1: 0 },
  { name: 'one in the wrong place', groups: ['a', 'b', 'b', 'b'], precision: 1 / 3, recall: 0.5, f1: 0.4 },
])('$name', ({ groups, ...worth }) => {
  const agreement = pairwise(groups, [0, 0, 1, 1]);
  expect(agreement.precision).toBeCloseTo(worth.precision);
  expect(agreement.recall).toBeCloseTo(worth.recall);
  expect(agreement.f1).toBeCloseTo(worth.f1);
});

test('an outage inside pages that are mostly about others is missed', () => {
  expect(missed([[0, 0, 1], [2]], 3)).toEqual([1]);
  expect(missed([[0], [1, 1, 0], [2]], 3)).toEqual([]);
});

test('a page is about what has come when it is sent', () => {
  const alerts = [0, 10, 20, 40].map((at, outage) => ({ outage, at }));
  expect(pagesOf(['a', 'b', 'a', 'a'], alerts, 30)).toEqual([[0, 2], [1]]);
});
