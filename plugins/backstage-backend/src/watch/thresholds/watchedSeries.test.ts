import { type SeriesState, WatchedSeries, type Watching } from './watchedSeries';

const minute = 60;
const by: Watching = {
  ...{ name: 'latency', direction: 'above', sensitivity: 'normal', least: {}, everyMs: 60_000, settlesMs: 3_600_000 },
  missing: { afterMs: 300_000, then: 'hold' },
};
/** Even noise, always the same. */
const noise = (n: number) => (Math.imul(n + 1, 2_654_435_761) >>> 0) / 2 ** 31 - 1;
const usual = (n: number) => 100 + 3 * noise(n);

/** Each minute a sample, undefined where it is missing; tells at which minutes something began and ended. */
function course(values: (n: number) => number | undefined, minutes: number, more: Partial<Watching> = {}) {
  const series = new WatchedSeries({ ...by, ...more });
  const began: number[] = [];
  const ended: number[] = [];
  for (let n = 0; n < minutes; n += 1) {
    const before = series.state.episode;
    const value = values(n);
    if (value === undefined) series.missing(n * minute);
    else series.next(n * minute, value);
    const { episode } = series.state;
    if (episode && episode !== before) began.push(n);
    if (before && episode !== before) ended.push(n);
  }
  return { began, ended, series };
}
const raised =
  (from: number, to: number, by_ = 100) =>
  (n: number) =>
    usual(n) + (n >= from && n < to ? by_ : 0);

test('what is raised for a while is told once, and is over when it is as before', () => {
  const { began, ended } = course(raised(200, 230), 300);
  expect(began).toEqual([200]);
  expect(ended).toEqual([233]);
});

test('another level that stays is the usual one after its time', () => {
  const { began, ended } = course(raised(200, 900), 900);
  expect(began).toEqual([200]);
  expect(ended[0]).toBeGreaterThanOrEqual(260);
  expect(ended[0]).toBeLessThan(275);
});

test.each([
  { name: 'a fall, where only rises matter', of: raised(200, 203, -90), more: {} },
  { name: 'its end, where it lasted', of: raised(200, 230, -90), more: {} },
  { name: 'the end of a rise, where only falls matter', of: raised(200, 230), more: { direction: 'below' as const } },
  { name: 'less than the least change', of: raised(200, 230), more: { least: { change: 150 } } },
  { name: 'less than the least share', of: raised(200, 230), more: { least: { share: 1.5 } } },
])('not told: $name', ({ of, more }) => expect(course(of, 300, more).began).toEqual([]));

test('where only falls matter, one as large as a rise is told', () =>
  expect(course(raised(200, 230, -90), 300, { direction: 'below' }).began).toEqual([200]));

test('a small change is told by a high sensitivity alone', () => {
  const small = raised(200, 203, 25);
  const told = (sensitivity: Watching['sensitivity']) => course(small, 300, { sensitivity }).began.length;
  expect([told('low'), told('high')]).toEqual([0, 1]);
});

describe('a series that goes missing', () => {
  const gone = (n: number) => (n >= 210 && n < 230 ? undefined : raised(200, 240)(n));
  test('holds: what fires goes on', () => expect(course(gone, 300)).toMatchObject({ began: [200], ended: [243] }));
  test('resolves: it is over after the time', () =>
    expect(course(gone, 230, { missing: { afterMs: 300_000, then: 'resolve' } }).ended).toEqual([214]));
  test('alerts: that is told instead, until it is there again', () => {
    const { began, ended } = course(n => (n >= 210 && n < 230 ? undefined : usual(n)), 300, {
      missing: { afterMs: 300_000, then: 'alert' },
    });
    expect({ began, ended }).toEqual({ began: [214], ended: [230] });
  });
});

test('a restart changes nothing', () => {
  const values = raised(200, 230);
  const whole = course(values, 300).series.state;
  const { series } = course(values, 215);
  const kept = JSON.parse(JSON.stringify(series.state)) as SeriesState;
  const after = new WatchedSeries(by, kept);
  for (let n = 210; n < 300; n += 1) after.next(n * minute, values(n));
  expect(after.state).toEqual(whole);
});
