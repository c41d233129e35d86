import type { Outcome } from '@autocura/common';
import { earned, type Trial, type Untouched } from './earned';

const remedy = { failureMode: 'memory-leak', action: 'restart', service: 'cart' };
const minute = 60_000;
const at = (minutes: number) => new Date(Date.UTC(2026, 0, 1) + minutes * minute).toISOString();
const now = at(10_000);

const trialsOf = (outcomes: Outcome[]): Trial[] =>
  outcomes.map((outcome, index) => ({ ...remedy, at: at(index), outcome }));
const heals = (count: number) => Array.from({ length: count }, () => 'healed' as const);
const left = (cleared: number, lasted: number): Untouched[] => [
  ...Array.from({ length: cleared }, () => ({ ...remedy, began: at(0), ended: at(19), how: 'cleared' as const })),
  ...Array.from({ length: lasted }, () => ({ ...remedy, began: at(0), ended: at(200), how: 'by a person' as const })),
];
const of = (outcomes: Outcome[], untouched = left(0, 10)) =>
  earned(remedy, { trials: trialsOf(outcomes), untouched }, 20 * minute, now);
const levelOf = (...args: Parameters<typeof of>) => of(...args).level;

test('it begins with a proposal', () => {
  expect(of([], [])).toEqual({
    ...remedy,
    level: 'propose',
    tried: { of: 0, successes: 0 },
    left: { of: 0, successes: 0 },
    reasons: [
      '0 of 5 outcomes that are needed were measured',
      'what happens without it is unknown: 0 of 10 episodes in which nobody acted',
    ],
  });
});

test('five heals in a row for each step, and no faster', () => {
  const levels = [4, 5, 9, 10, 30].map(count => levelOf(heals(count)));
  expect(levels).toEqual(['propose', 'approve', 'approve', 'auto', 'auto']);
});

test('fewer than ten episodes without it: the baseline is unknown, and it does not rise', () => {
  expect(levelOf(heals(30), left(0, 9))).toBe('propose');
  expect(of(heals(30), left(0, 9)).reasons).toEqual([
    'what happens without it is unknown: 9 of 10 episodes in which nobody acted',
  ]);
});

test('a try that did not heal takes one step back at once, and the next step has to be earned anew', () => {
  const auto = heals(10);
  expect(levelOf([...auto, 'not healed'])).toBe('approve');
  expect(levelOf([...auto, 'not healed', ...heals(4)])).toBe('approve');
  expect(levelOf([...auto, 'not healed', ...heals(5)])).toBe('auto');
  expect(levelOf([...auto, 'not healed', 'not healed'])).toBe('propose');
});

test('harm takes all of it', () => expect(levelOf([...heals(20), 'worse'])).toBe('propose'));

test('the inconclusive neither counts nor lets a row go on', () => {
  const broken: Outcome[] = [...heals(4), 'inconclusive', ...heals(4)];
  expect(of(broken)).toMatchObject({ level: 'propose', tried: { of: 8, successes: 8 } });
  expect(levelOf([...heals(10), 'inconclusive'])).toBe('auto');
});

test('G-54 what clears by itself as often earns nothing, however often it healed', () => {
  const { level, reasons, worth } = of(heals(30), left(10, 0));
  expect(level).toBe('propose');
  expect(worth?.lower).toBeLessThanOrEqual(0);
  expect(reasons).toContain('it may be no better than waiting');
});

test('G-54 better than waiting by little is approved, and not done alone', () => {
  const { level, reasons, worth } = of(heals(30), left(21, 9));
  expect(level).toBe('approve');
  expect(worth?.lower).toBeGreaterThan(0);
  expect(reasons[1]).toMatch(/^it is better than waiting by \d+ % at least, and by itself takes 20 %$/);
});

describe('G-54 the baseline', () => {
  const baseline = (untouched: Untouched[]) => of([], untouched).left;
  const episode = { ...remedy, began: at(0) };

  test.each<{ name: string; episode: Untouched; counts: [number, number] }>([
    { name: 'cleared in time', episode: { ...episode, ended: at(20), how: 'cleared' }, counts: [1, 1] },
    { name: 'cleared later', episode: { ...episode, ended: at(21), how: 'cleared' }, counts: [1, 0] },
    { name: 'goes on', episode, counts: [1, 0] },
    { name: 'began just now', episode: { ...episode, began: now }, counts: [0, 0] },
    { name: 'a person ended it soon', episode: { ...episode, ended: at(5), how: 'by a person' }, counts: [0, 0] },
    { name: 'a person ended it late', episode: { ...episode, ended: at(50), how: 'by a person' }, counts: [1, 0] },
    { name: 'acted on soon', episode: { ...episode, ended: at(1), how: 'acted' }, counts: [0, 0] },
    { name: 'acted on late', episode: { ...episode, ended: at(21), how: 'acted' }, counts: [1, 0] },
    { name: 'of another cause', episode: { ...episode, failureMode: 'overload' }, counts: [0, 0] },
    { name: 'of another service', episode: { ...episode, service: 'orders' }, counts: [0, 0] },
  ])('$name', ({ episode: one, counts: [all, successes] }) => {
    expect(baseline([one])).toEqual({ of: all, successes });
  });
});

test('each action of each cause at each service earns its own', () => {
  const trials = trialsOf(heals(10));
  const known = { trials, untouched: left(0, 10) };
  for (const other of [{ action: 'scale' }, { failureMode: 'overload' }, { service: 'orders' }]) {
    expect(earned({ ...remedy, ...other }, known, 20 * minute, now).level).toBe('propose');
  }
});
