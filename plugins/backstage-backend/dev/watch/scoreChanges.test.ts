import { scoreChanges } from './scoreChanges';

const series = (...said: number[][]) => ({ name: 'nile', values: new Float64Array(100), said });

test.each([
  { name: 'as everybody says', said: [[28], [28]], found: [28], f1: 1, cover: 1 },
  {
    name: 'near enough is the same place',
    said: [[28]],
    found: [33],
    f1: 1,
    cover: (28 * (28 / 33) + 72 * (67 / 72)) / 100,
  },
  { name: 'too far is another', said: [[28]], found: [34], f1: 0.5, cover: (28 * (28 / 34) + 72 * (66 / 72)) / 100 },
  { name: 'nothing where there is nothing', said: [[]], found: [], f1: 1, cover: 1 },
  { name: 'nothing where there is a change', said: [[50]], found: [], f1: 2 / 3, cover: 0.5 },
  { name: 'what only one of two says', said: [[50], []], found: [50], f1: 1, cover: 0.75 },
])('$name', ({ said, found, f1, cover }) => {
  const score = scoreChanges(series(...said), found);
  expect(score.f1).toBeCloseTo(f1);
  expect(score.cover).toBeCloseTo(cover);
});
