import type { Incident } from '@autocura/common';
import { at, proposed, resolved } from '../testSupport/shop';
import { barsOf, windowMs } from './bars';

const now = Date.parse(at(0));
const hours = (count: number) => new Date(now + count * 3_600_000).toISOString();
const ended = (id: string, from: number, to: number): Incident => ({
  ...resolved,
  ...{ id, phase: 'resolved', how: 'healed', startedAt: hours(from), resolvedAt: hours(to) },
});

test('an incident is a bar from its start until it was over', () => {
  const { bars } = barsOf([ended('a', -84, -42)], now);
  expect(bars).toEqual([expect.objectContaining({ from: 0.5, width: 0.25, lane: 0 })]);
});

test('one that goes on reaches until now', () => {
  const open = { ...proposed, startedAt: hours(-42) };
  expect(barsOf([open], now).bars).toEqual([expect.objectContaining({ from: 0.75, width: 0.25 })]);
});

test('one that began before the window is cut at its start, one that was over by then is left out', () => {
  const { bars } = barsOf([ended('a', -200, -84), ended('b', -300, -200)], now);
  expect(bars).toEqual([expect.objectContaining({ from: 0, width: 0.5 })]);
});

test('those at the same time stand on lanes of their own, those after each other on one', () => {
  const { bars, lanes } = barsOf([ended('a', -100, -80), ended('b', -90, -70), ended('c', -60, -50)], now);
  expect(bars.map(({ lane }) => lane)).toEqual([0, 1, 0]);
  expect(lanes).toBe(2);
});

test('one that goes on in another is no bar of its own', () => {
  expect(
    barsOf([{ ...proposed, mergedInto: '7', startedAt: new Date(now - windowMs / 2).toISOString() }], now).bars,
  ).toEqual([]);
});
