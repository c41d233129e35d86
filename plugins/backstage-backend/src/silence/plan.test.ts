import type { Silence } from '@autocura/common';
import { agree, copyMs, covers, exactly, type Listed } from './plan';

const now = Date.parse('2026-03-02T12:00:00Z');
const at = (minutes: number) => new Date(now + minutes * 60_000).toISOString();
const place = 'http://am:9093/api/v2';
const own: Silence = {
  ...{ id: 's1', matchers: exactly({ service: 'cart' }), from: at(-60), to: at(60), by: 'ana', reason: 'a move' },
};
const copy = (more: Partial<Listed> = {}): Listed => ({
  ...{ id: 'c1', state: 'active', matchers: own.matchers, startsAt: at(-60), endsAt: at(3), updatedAt: at(-1) },
  ...{ createdBy: 'ana', comment: '[autocura s1] a move', ...more },
});
const step = (silences: Silence[], listed: Listed[], aheadMs = 0) => agree(silences, { place, listed, aheadMs }, now);

test('a copy with time left is left alone', () => expect(step([own], [copy()])).toEqual({ moves: [], learnt: [] }));

test('a copy that runs out soon is prolonged, under its id and from its start', () => {
  expect(step([own], [copy({ endsAt: at(1) })]).moves).toEqual([
    { ask: 'put', id: 'c1', silence: own, startsAt: at(-60), endsAt: new Date(now + copyMs).toISOString() },
  ]);
});

test('near the end a copy is prolonged to the end and no farther', () => {
  const last = { ...own, to: at(2) };
  expect(step([last], [copy({ endsAt: at(1) })]).moves).toMatchObject([{ endsAt: at(2) }]);
  expect(step([last], [copy({ endsAt: at(2) })]).moves).toEqual([]);
  expect(step([last], [copy({ endsAt: at(3) })]).moves).toMatchObject([{ endsAt: at(2) }]);
});

test('a copy that ran out while nobody prolonged it is made anew, and is no word of a person', () => {
  const ranOut = copy({ state: 'expired', endsAt: at(-10), updatedAt: at(-14) });
  expect(step([own], [ranOut])).toMatchObject({ moves: [{ ask: 'put', startsAt: at(-0.05) }], learnt: [] });
});

test.each([
  ['a silence that is not on yet', { ...own, from: at(1) }],
  ['a silence whose time is over', { ...own, to: at(0) }],
])('%s is not copied', (_, silence) => expect(step([silence], []).moves).toEqual([]));

test('a copy of what nobody knows any more is ended', () =>
  expect(step([], [copy()]).moves).toEqual([{ ask: 'expire', id: 'c1' }]));

test('what was ended here is ended where it was made', () => {
  const theirs = copy({ id: 'x', comment: 'a move' });
  const known = { ...own, id: 'am:9093/x', origin: place };
  expect(step([known], [theirs]).moves).toEqual([]);
  expect(step([{ ...known, ended: { at: at(0), why: 'bob ended it' } }], [theirs])).toEqual({
    moves: [{ ask: 'expire', id: 'x' }],
    learnt: [],
  });
});

test('what was prolonged where it was made is prolonged here', () => {
  const known = { ...own, id: 'am:9093/x', origin: place };
  expect(step([known], [copy({ id: 'x', comment: 'a move', endsAt: at(90) })]).learnt).toEqual([
    { id: 'am:9093/x', event: { type: 'silence.moved', data: { to: at(90) } } },
  ]);
});

test('times are told by the clock of the place', () => {
  const ahead = 2 * 3_600_000;
  expect(step([own], [], ahead).moves).toMatchObject([{ startsAt: at(119.95), endsAt: at(124) }]);
  const theirs = copy({ id: 'x', comment: 'a move', startsAt: at(120), endsAt: at(150), updatedAt: at(120) });
  expect(step([], [theirs], ahead).learnt).toMatchObject([
    { event: { data: { silence: { from: at(0), to: at(30) } } } },
  ]);
});

test.each([
  ['the same label', exactly({ service: 'cart' }), true],
  ['another value', exactly({ service: 'orders' }), false],
  ['one of two labels', exactly({ service: 'cart', zone: 'a' }), false],
  ['a label that is not to be so', [{ name: 'service', value: 'orders', isRegex: false, isEqual: false }], true],
  [
    'a regular expression, which only Alertmanager judges',
    [{ name: 'service', value: '.*', isRegex: true, isEqual: true }],
    false,
  ],
  ['nothing at all', [], false],
])('%s', (_, matchers, fits) => expect(covers({ matchers }, { service: 'cart' })).toBe(fits));
