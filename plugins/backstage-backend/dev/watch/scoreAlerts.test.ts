import type { AnomalySeries } from './anomalySeries';
import { scoreAlerts } from './scoreAlerts';

const rows = 200;
const hour = 3600;
const of: AnomalySeries = {
  ...{ name: 'requests', stepS: hour, values: new Float64Array(rows) },
  times: Float64Array.from({ length: rows }, (_, row) => row * hour),
  marked: [
    [5, 9],
    [100, 109],
    [150, 150],
  ],
};
const on = (...at: number[]) => Array.from({ length: rows }, (_, row) => at.includes(row));
const days = (rows - 1 - 30) / 24;

test.each([
  { name: 'both told at once', alerts: on(100, 150), score: { precision: 1, recall: 1, f1: 1, falsePerDay: 0 } },
  { name: 'a little early and late', alerts: on(97, 153), score: { recall: 1, falsePerDay: 0 } },
  { name: 'too early', alerts: on(96), score: { recall: 0, falsePerDay: 1 / days } },
  { name: 'what is still learned from is not scored', alerts: on(5, 20, 100), score: { precision: 1, recall: 0.5 } },
  { name: 'alerts close together are one', alerts: on(60, 66, 72), score: { falsePerDay: 1 / days } },
  { name: 'always on finds nothing', alerts: of.times.map(() => 1), score: { recall: 0, f1: 0 } },
])('$name', ({ alerts, score }) => {
  const scored = scoreAlerts([of], [Array.from(alerts, Boolean)]);
  expect(scored).toMatchObject(
    Object.fromEntries(Object.entries(score).map(([key, value]) => [key, expect.closeTo(value)])),
  );
});
