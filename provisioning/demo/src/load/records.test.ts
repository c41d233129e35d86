import { Records } from './records';
import type { SecondRecord } from './records';

test('a second says what ended in it, and the summary adds seconds up', () => {
  let now = 1_000_000;
  const written: SecondRecord[] = [];
  const records = new Records(
    () => now,
    record => written.push(record),
  );
  [10, 20, 30, 400].forEach(ms => records.request(ms < 400, ms));
  records.order(true);
  now += 2000;
  records.request(true, 50);
  records.order(false);
  expect(records.since(1000)).toEqual([{ t: 1000, ok: 3, failed: 1, p50: 30, p95: 400, confirmed: 1, late: 0 }]);

  now += 1000;
  records.flush();
  expect(written.map(({ t, ok }) => [t, ok])).toEqual([
    [1000, 3],
    [1001, 0],
    [1002, 1],
  ]);
  expect(records.summary(3)).toEqual({
    seconds: 3,
    requests: 5,
    failed: 1,
    errorRatio: 0.2,
    p50: 30,
    p95: 400,
    confirmed: 1,
    late: 1,
    behindP99: null,
  });
});

test('nothing seen is no latency, and no failure either', () => {
  expect(new Records(() => 5_000_000).summary(10)).toMatchObject({ requests: 0, errorRatio: 0, p95: null });
});

test('arrivals after they were due are told by their slowest hundredth', () => {
  let now = 1_000_000;
  const records = new Records(() => now);
  [0, 3, 40].forEach(ms => records.arrival(ms));
  now += 1000;
  expect(records.summary(1)).toMatchObject({ behindP99: 40, requests: 0 });
});
