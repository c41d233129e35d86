import type { LimitCase } from './limitCases';
import type { Asked } from './runLimitCases';
import { scoreLimits } from './scoreLimits';

const hour = 3600;
const origins = Array.from({ length: 20 }, (_, nth) => nth * hour);
const of: LimitCase = {
  ...{ id: 'disk', limit: 1, direction: 'above', stepS: 300, horizonS: 4 * hour, requiredLeadS: 2 * hour, origins },
  ...{ times: new Float64Array(), values: new Float64Array() },
};
const answer = (alarmed: number[], more: Partial<Asked> = {}): Asked[] =>
  origins.map((origin, nth) => ({ case: 'disk', origin, alarm: alarmed.includes(nth), ...more }));
const crosses = { disk: { cross: 20 * hour, end: 21 * hour } };
const never = { disk: { cross: null, end: 100 * hour } };

test('told in time and at no other, with the time and a band around it', () =>
  expect(scoreLimits([of], crosses, answer([16, 17, 18, 19], { eta: 20 * hour, lo: 19 * hour }))).toEqual({
    ...{ f1: 1, eventF1: 1, falsePerWeek: 0, etaError: 0, coverage: 1 },
  }));

test.each([
  { name: 'never told', alarmed: [], eventF1: 0, falses: 0 },
  { name: 'told too late', alarmed: [19], eventF1: 0, falses: 0 },
  { name: 'told once before, about nothing', alarmed: [3, 16, 17, 18, 19], eventF1: 2 / 3, falses: 1 },
  { name: 'told far too early', alarmed: origins.map((_, nth) => nth), eventF1: 0, falses: 1 },
  { name: 'with one look without between', alarmed: [16, 18, 19], eventF1: 1, falses: 0 },
])('$name', ({ alarmed, eventF1, falses }) => {
  const score = scoreLimits([of], crosses, answer(alarmed));
  expect(score.eventF1).toBeCloseTo(eventF1);
  expect(score.falsePerWeek).toBeCloseTo((falses * 7 * 24) / 20);
  expect(score).toMatchObject({ etaError: 1, coverage: 0 });
});

test('where it never crosses each alarm is a false one', () =>
  expect(scoreLimits([of], never, answer([2, 3, 9])).falsePerWeek).toBeCloseTo((2 * 7 * 24) / 20));

test('what nobody knows counts neither way', () =>
  expect(scoreLimits([of], { disk: { cross: null, end: 10 * hour } }, answer([15])).falsePerWeek).toBe(0));
