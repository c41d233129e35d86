import type { Change } from '@autocura/common';
import { fittingOf, recordsOf } from './fitting';
import { type Course, locate } from './locate';

const onset = '2026-01-01T12:00:00.000Z';
const at = Date.parse(onset) / 1000;
const seconds = (iso: string) => Date.parse(iso) / 1000;
const course = (service: string, signal: Course['signal'], usual: number, now: number): Course => ({
  service,
  signal,
  points: Array.from({ length: 50 }, (_, n): [number, number] => [
    at + (n - 40) * 30,
    (n < 40 ? usual : now) * (1 + 0.02 * Math.sin(n * n)),
  ]),
});
const courses = [course('shop', 'requests.errors', 0.001, 0.3), course('shop', 'requests.rate', 10, 10)];
const change = (id: string, minutesBefore: number, more: Partial<Change>): Change => ({
  ...{ id, kind: 'deploy', service: 'shop', summary: `release ${id}` },
  at: new Date((at - minutesBefore * 60) * 1000).toISOString(),
  ...more,
});
const commit = (id: string, message: string, diff: string) => ({ id, message, files: [`src/${id}.ts`], diff });

const guilty = commit('a1', 'Price coupons in the basket\n\nAs asked for.', '-sum(basket)\n+price(coupons)');
const decoy = commit('b2', 'Sort the reviews', '-reviews\n+sorted(reviews)');
const locateWith = (changes: Change[], said = ['Orders with coupons in their baskets fail']) =>
  locate({
    ...{ courses, topology: { edges: [] }, alert: { service: 'shop', name: 'ErrorsHigh' }, onset, timescale: 1 },
    ...{ changes, said },
  })?.fitting;

test('of a release the commit that alters what the alert tells of is named, not the newest', () =>
  expect(locateWith([change('7', 2, { commits: [decoy] }), change('6', 30, { commits: [guilty] })])).toEqual([
    {
      ...{ change: '6', service: 'shop', summary: 'release 6' },
      commit: { id: 'a1', subject: 'Price coupons in the basket' },
      shared: ['basket', 'coupons'],
    },
  ]));

test('a flag is named by its key', () => {
  const flag = change('f', 5, { kind: 'flag', key: 'couponCheckout', from: 'off', to: 'on', summary: 'on for all' });
  expect(locateWith([flag])).toEqual([{ change: 'f', service: 'shop', summary: 'on for all', shared: ['coupon'] }]);
});

test.each<{ name: string; changes: Change[] }>([
  { name: 'says nothing of what it alters', changes: [change('6', 5, { summary: 'coupon' })] },
  { name: 'is about something else', changes: [change('6', 5, { commits: [decoy] })] },
  { name: 'was made after it began', changes: [change('6', -5, { commits: [guilty] })] },
])('a change that $name does not fit', ({ changes }) => expect(locateWith(changes)).toBeUndefined());

test('where alerts say little, the lines that are newly written tell which it was', () => {
  const releases = [change('7', 2, { commits: [decoy] }), change('6', 30, { commits: [guilty] })];
  const lines = [{ service: 'shop', text: 'coupons: cannot price basket 17', firstAt: onset }];
  const found = (told: typeof lines, said: string[] = []) =>
    locate({
      ...{ courses, topology: { edges: [] }, alert: { service: 'shop', name: 'ErrorsHigh' }, onset, timescale: 1 },
      ...{ changes: releases, said, lines: told },
    })?.fitting;
  expect(found([])).toBeUndefined();
  expect(found(lines)).toMatchObject([{ change: '6', shared: ['basket', 'coupons', 'price'] }]);
});

test('two that fit as well are both told', () => {
  const twin = { ...guilty, id: 'c3' };
  const releases = [change('6', 30, { commits: [guilty, decoy] }), change('7', 20, { commits: [twin] })];
  const found = locateWith(releases);
  expect(found?.map(({ change: id }) => id)).toEqual(['6', '7']);
});

test('two releases may hold the same commit', () => {
  const releases = [change('6', 30, { commits: [guilty] }), change('7', 20, { commits: [guilty], service: 'stock' })];
  const ids = recordsOf(releases, seconds).map(({ id }) => id);
  expect(new Set(ids).size).toBe(2);
  expect(fittingOf({ ranked: [], alike: [] }, releases)).toEqual([]);
});
