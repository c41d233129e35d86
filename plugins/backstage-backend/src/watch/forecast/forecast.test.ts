import { forecast } from './forecast';

const day = 24;
const hours = 5 * 7 * day;
const noise = (at: number) => (Math.imul(at + 1, 2_654_435_761) >>> 0) / 2 ** 31 - 1;
const isWeekend = (at: number) => Math.floor(at / day) % 7 >= 5;
const usual = (at: number) => (isWeekend(at) ? 40 : 100) + 30 * Math.sin((2 * Math.PI * at) / day);
const series = (of: (at: number) => number) => Float64Array.from({ length: hours }, (_, at) => of(at));

test('day and week go on', () => {
  const told = forecast(
    series(at => usual(at) + 2 * noise(at)),
    48,
  );
  told.forEach(({ middle }, hour) => expect(Math.abs(middle - usual(hours + hour))).toBeLessThan(8));
});

test('the band holds about nineteen of twenty', () => {
  const of = (at: number) => usual(at) + 10 * noise(at);
  const held = forecast(series(of), 48).filter(({ lo, hi }, hour) => of(hours + hour) >= lo && of(hours + hour) <= hi);
  expect(held.length).toBeGreaterThanOrEqual(43);
});

test('noisier series have wider bands', () => {
  const width = (size: number) => {
    const [first] = forecast(
      series(at => usual(at) + size * noise(at)),
      1,
    );
    return (first?.hi ?? NaN) - (first?.lo ?? NaN);
  };
  expect(width(20)).toBeGreaterThan(2 * width(2));
});

test.each([
  { name: 'below nothing', of: (at: number) => -usual(at) },
  { name: 'at nothing for half of the time', of: (at: number) => Math.max(0, usual(at) - 90) },
  { name: 'always the same', of: () => 3 },
])('$name is forecast too', ({ of }) =>
  forecast(series(of), 24).forEach(({ middle }, hour) => expect(Math.abs(middle - of(hours + hour))).toBeLessThan(12)),
);

test('less than three weeks tell nothing', () => expect(forecast(series(usual).subarray(0, 500), 48)).toEqual([]));
