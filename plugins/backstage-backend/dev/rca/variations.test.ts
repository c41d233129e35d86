import { familyOf, type Series } from '../../src/diagnose/localize';
import { around, input, noticed, series } from '../../src/diagnose/localize/testSupport/given';
import { variations } from './variations';

const recorded = input({
  series: [
    series('a.cpu', around(0.5), [0.9, 0.9, 0.9, 0.9, 0.9, 0.9]),
    series('a.mem', around(100), [100, 100, 100, 100, 100, 100]),
    series('a.lat_99', around(0.1), [0.2, 0.2, 0.2, 0.2, 0.2, 0.2]),
    series('a.load', around(10), [10, 10, 10, 10, 10, 10]),
  ],
  topology: [['a', 'b']],
});

test.each(Object.entries(variations))('%s: the same outage, the same each time', (name, vary) => {
  const told = vary(recorded);
  expect(vary(recorded)).toEqual(told);
  expect(told.at).toBe(noticed);
  const families = (series: Series[]) => series.map(({ metric }) => familyOf(metric));
  expect(families(recorded.series)).toEqual(expect.arrayContaining(families(told.series.slice(0, 4))));
  if (name !== 'as recorded') expect(told).not.toEqual(recorded);
});

test('rows that are put together stay means, and what came after stays after', () => {
  const [cpu] = variations['each third row, a mean']!(recorded).series;
  expect(cpu?.values.at(-1)).toBeCloseTo(0.9);
  expect(cpu?.values.at(-2)).toBeCloseTo(0.9);
  expect(cpu?.values.at(-3)).toBeCloseTo(0.5, 1);
});

test('rows that are told four times keep their times', () => {
  const [cpu] = variations['each row four times']!(recorded).series;
  expect([...(cpu?.times.slice(-4) ?? [])].map(time => time - noticed)).toEqual([300, 315, 330, 345]);
  expect([...(cpu?.values.slice(-4) ?? [])]).toEqual([0.9, 0.9, 0.9, 0.9]);
});
