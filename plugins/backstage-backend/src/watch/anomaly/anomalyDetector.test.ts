import { AnomalyDetector, type DetectorState } from './anomalyDetector';

const stepS = 3600;
const day = 24;

/** Even noise from -1 to 1, always the same. */
const noise = (row: number) => (Math.imul(row + 1, 2_654_435_761) >>> 0) / 2 ** 31 - 1;
const daily = (row: number) => 100 - 50 * Math.cos((2 * Math.PI * row) / day);
const usual = (row: number) => daily(row) + 3 * noise(row);

const judge = (values: number[], detector = new AnomalyDetector({ stepS }), from = 0) =>
  values.map((value, row) => detector.next((from + row) * stepS, value));
const alertsOf = (values: number[]) => judge(values).flatMap(({ alert }, row) => (alert ? [row] : []));
const series = (of: (row: number) => number, rows = 400) => Array.from({ length: rows }, (_, row) => of(row));
const changed = (at: number[], to: (value: number) => number) =>
  series(row => (at.includes(row) ? to(usual(row)) : usual(row)));

test.each([
  { name: 'nothing unusual', values: series(usual), alerts: [] },
  { name: 'a peak', values: changed([300], value => value + 90), alerts: [300] },
  { name: 'a peak of several samples, once', values: changed([300, 301, 302], value => value + 100), alerts: [300] },
  {
    name: 'the same again, when it was quiet between',
    values: changed([300, 310], value => value + 100),
    alerts: [300, 310],
  },
  { name: 'a deep fall', values: changed([300], value => value - 400), alerts: [300] },
  { name: 'a fall as deep as a peak that is told', values: changed([300], value => value - 90), alerts: [] },
  { name: 'what is usual at noon, at midnight', values: changed([12 * day], () => 150), alerts: [12 * day] },
  { name: 'nothing before it knows what is usual', values: changed([20], value => value + 100), alerts: [] },
  { name: 'bursts that come and go all the time', values: series(row => (row % 7 === 0 ? 50 : 0)), alerts: [] },
  { name: 'the first move of what never moved', values: series(row => (row === 200 ? 5 : 0)), alerts: [200] },
])('$name', ({ values, alerts }) => expect(alertsOf(values)).toEqual(alerts));

test('a missing value is neither judged nor learned', () => {
  const missing = changed([300], () => NaN);
  const detector = new AnomalyDetector({ stepS });
  expect(judge(missing, detector)[300]).toEqual({ score: 0, alert: false, standing: false });
  expect(detector.state.seen).toBe(399);
});

test('the band holds what is usual', () => {
  const inside = judge(series(usual)).filter(({ band }, row) => band && usual(row) >= band.lo && usual(row) <= band.hi);
  expect(inside).toHaveLength(370);
});

test('a gap is no reason to forget the time of the day', () => {
  const detector = new AnomalyDetector({ stepS });
  judge(series(usual, 240), detector);
  const later = 240 + 2 * day;
  const after = judge(
    series(row => usual(later + row), 48),
    detector,
    later,
  );
  expect(after.filter(({ alert }) => alert)).toEqual([]);
});

test('it goes on after a restart as if there had been none', () => {
  const values = changed([150, 300], value => value + 100);
  const before = new AnomalyDetector({ stepS });
  judge(values.slice(0, 200), before);
  const kept = JSON.parse(JSON.stringify(before.state)) as DetectorState;
  expect(judge(values.slice(200), new AnomalyDetector({ stepS }, kept), 200)).toEqual(judge(values).slice(200));
});
