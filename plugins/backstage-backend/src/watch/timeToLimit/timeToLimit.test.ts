import { type Limit, type Memory, TimeToLimit } from '.';

const stepS = 300;
const hour = 3600;
const disk: Limit = { limit: 0.95, direction: 'above', horizonS: 12 * hour, stepS };
/** So many hours of a course, by the hour. */
const sampled = (hours: number, course: (hour: number) => number) => {
  const rows = Math.floor((hours * hour) / stepS) + 1;
  const times = Float64Array.from({ length: rows }, (_, row) => row * stepS);
  return { times, values: times.map(time => course(time / hour)) };
};
/** Noise that is the same each time. */
const unrest = (at: number) => 0.004 * Math.sin(at * 91.7) * Math.cos(at * 37.3);
/** What is told, asked each hour from the first day on. */
function told(course: (hour: number) => number, hours: number, of = disk) {
  const predictor = new TimeToLimit(of);
  return Array.from({ length: hours - 23 }, (_, nth) => {
    const { times, values } = sampled(24 + nth, course);
    return { at: 24 + nth, ...predictor.predict(times, values) };
  });
}

const filling = (at: number) => 0.5 + 0.0075 * at + unrest(at);

test('a disk that fills is told half a day before, with the time and a band around it', () => {
  const looks = told(filling, 58);
  const first = looks.find(({ alarm }) => alarm);
  expect(first?.at).toBeGreaterThanOrEqual(44);
  expect(first?.at).toBeLessThanOrEqual(52);
  expect(looks.filter(({ at }) => at > 52).every(({ alarm }) => alarm)).toBe(true);
  const last = looks[looks.length - 1];
  expect((last?.eta ?? 0) / hour).toBeCloseTo(60, -0.5);
  expect(last?.lo).toBeLessThanOrEqual(last?.eta ?? 0);
  expect(last?.hi).toBeGreaterThanOrEqual(last?.eta ?? Infinity);
});

test('the time is one within the horizon, as an alarm says that it comes, even before it is sure', () => {
  const looks = Array.from({ length: 96 }, (_, nth) => {
    const { times, values } = sampled(40 + nth / 12, filling);
    return { at: 40 + nth / 12, ...new TimeToLimit(disk).predict(times, values) };
  }).filter(({ likelihood }) => likelihood > 0.1);
  expect(looks.some(({ likelihood }) => likelihood < 0.5)).toBe(true);
  expect(looks.filter(({ at, eta = Infinity }) => eta > (at + 12) * hour)).toEqual([]);
});

test('asking more often makes nobody sure sooner', () => {
  const predictor = new TimeToLimit(disk);
  const look = (at: number) => {
    const { times, values } = sampled(at, filling);
    return predictor.predict(times, values);
  };
  let at = 40;
  while (look(at).likelihood < 0.7) at += 1 / 12;
  const sure = [5, 10, 15, 20, 25, 30].map(minutes => look(at + minutes / 60));
  expect(sure.every(({ likelihood }) => likelihood >= 0.7)).toBe(true);
  expect(sure.map(({ alarm }) => alarm)).toEqual([false, false, false, false, false, true]);
});

describe('what goes up and down with load', () => {
  const workers: Limit = { ...disk, limit: 0.98, followsLoad: true };
  const begins = 12;
  /** Asked each five minutes from an hour before it begins, in hours from then. */
  function alarm(of: Limit, course: (hour: number) => number, hours = 12) {
    const predictor = new TimeToLimit(of);
    const asked = Array.from({ length: (hours + 1) * 12 }, (_, nth) => begins - 1 + nth / 12);
    const first = asked.find(at => {
      const { times, values } = sampled(at, course);
      return predictor.predict(times, values).alarm;
    });
    return first === undefined ? undefined : first - begins;
  }

  test('is not told of a surge that settles, before enough is known of it to tell', () => {
    const surge = (at: number) => 0.2 + 0.5 * Math.min(1, Math.max(0, at - begins)) + unrest(at);
    expect(alarm({ ...workers, followsLoad: false }, surge)).toBeLessThan(2);
    expect(alarm(workers, surge)).toBeUndefined();
  });

  test('is told where it goes on', () => {
    const goesOn = (at: number) => 0.2 + 0.04 * Math.max(0, at - begins) + unrest(at);
    const told = alarm(workers, goesOn, 19);
    expect(told).toBeGreaterThan(10);
    expect(told).toBeLessThan(18);
  });
});

test('below is the other side of above', () => {
  const free: Limit = { ...disk, limit: 0.05, direction: 'below' };
  const mirrored = told(at => 1 - filling(at), 50, free);
  const looks = told(filling, 50);
  expect(mirrored.map(({ alarm }) => alarm)).toEqual(looks.map(({ alarm }) => alarm));
});

test.each<{ name: string; course: (hour: number) => number }>([
  { name: 'what stays', course: at => 0.9 + unrest(at) },
  { name: 'waves by the day', course: at => 0.7 + 0.2 * Math.sin((at * Math.PI) / 12) + unrest(at) },
  { name: 'what settles below the limit', course: at => 0.85 - 0.4 * Math.exp(-at / 20) + unrest(at) },
  { name: 'a spike', course: at => (at > 60 && at < 61 ? 0.9 : 0.5) + unrest(at) },
])('$name raises no alarm', ({ course }) => expect(told(course, 80).filter(({ alarm }) => alarm)).toEqual([]));

test('restarts each few hours raise none once they are known', () => {
  const looks = told(at => 0.4 + 0.025 * (at % 20) + unrest(at), 120);
  expect(looks.filter(({ at, alarm }) => at > 42 && alarm)).toEqual([]);
});

test('a jump is not taken for a rate', () => {
  const looks = told(at => (at < 50 ? 0.4 : 0.8) + unrest(at), 80);
  expect(looks.filter(({ at, alarm }) => at > 51 && alarm)).toEqual([]);
});

test('what is beyond already is told', () => {
  const looks = told(at => (at < 30 ? 0.5 : 0.97) + unrest(at), 34);
  expect(looks[looks.length - 1]).toMatchObject({ alarm: true, likelihood: 1 });
});

test('of too little nothing is told', () => {
  const { times, values } = sampled(0.2, () => 0.9);
  expect(new TimeToLimit(disk).predict(times, values)).toEqual({ alarm: false, likelihood: 0 });
});

test('what it remembers is all that the next one needs', () => {
  let memory: Memory | undefined;
  const looks = Array.from({ length: 35 }, (_, nth) => {
    const predictor = new TimeToLimit(disk, memory);
    const { times, values } = sampled(24 + nth, filling);
    const look = { at: 24 + nth, ...predictor.predict(times, values) };
    ({ memory } = predictor);
    return look;
  });
  expect(looks).toEqual(told(filling, 58));
});
