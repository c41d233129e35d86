import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseWindows, windowsAhead, windowsAt } from './windows';

const example = readFileSync(join(__dirname, '../../../../provisioning/maintenance.example.yaml'), 'utf8');
const on = (text: string, now: string) =>
  windowsAt(parseWindows(text), new Date(now)).map(({ from, to }) => [from, to]);
const recurring = (rule: string, start: string, zone: string, lasts = '2h') =>
  `[{ name: w, matchers: { a: b }, reason: r, recurs: { rule: ${rule}, start: "${start}", zone: ${zone}, lasts: ${lasts} } }]`;

test('the example: on Sundays at two on the wall of São Paulo, for an hour and a half', () => {
  const backup = [['2026-11-29T05:00:00.000Z', '2026-11-29T06:30:00.000Z']];
  expect(on(example, '2026-11-29T04:59:59Z')).toEqual([]);
  expect(on(example, '2026-11-29T05:00:00Z')).toEqual(backup);
  expect(on(example, '2026-11-29T06:29:59Z')).toEqual(backup);
  expect(on(example, '2026-11-29T06:30:00Z')).toEqual([]);
  expect(on(example, '2026-11-30T05:30:00Z')).toEqual([]);
  expect(on(example, '2026-12-06T01:00:00Z')).toHaveLength(1);
});

test('the next time of each, be it on at the moment or not', () => {
  const ahead = (now: string) => windowsAhead(parseWindows(example), new Date(now)).map(({ from }) => from);
  const [move, backup] = ['2026-12-05T23:00:00.000Z', '2026-12-06T05:00:00.000Z'];
  expect(ahead('2026-11-29T05:30:00Z')).toEqual([backup, move]);
  expect(ahead('2026-12-05T23:00:00Z')).toEqual([backup]);
  expect(ahead('2026-12-06T05:00:00Z')).toEqual(['2026-12-13T05:00:00.000Z']);
});

test.each([
  { name: 'in winter', now: '2026-03-22T02:30:00Z', from: '2026-03-22T02:00:00.000Z' },
  { name: 'in summer, by the same clock on the wall', now: '2026-04-05T01:30:00Z', from: '2026-04-05T01:00:00.000Z' },
])('Sundays at three in Berlin, $name', ({ now, from }) =>
  expect(on(recurring('FREQ=WEEKLY;BYDAY=SU', '2026-01-04T03:00:00', 'Europe/Berlin'), now)).toMatchObject([
    [from, expect.any(String)],
  ]),
);

test('a time of its own in the night that has no such hour', () => {
  const text = recurring('FREQ=DAILY', '2026-01-01T02:30:00', 'Europe/Berlin');
  expect(on(text, '2026-03-29T01:30:00Z')).toEqual([['2026-03-29T01:30:00.000Z', '2026-03-29T03:30:00.000Z']]);
});

test('the first Tuesday of a month', () => {
  const text = recurring('FREQ=MONTHLY;BYDAY=1TU', '2026-01-06T20:00:00', 'UTC');
  expect(on(text, '2026-03-03T21:00:00Z')).toHaveLength(1);
  expect(on(text, '2026-03-10T21:00:00Z')).toEqual([]);
});

test.each([
  {
    name: 'labels that are none',
    from: '{ service: postgres }',
    to: '{}',
    says: '0.matchers: would silence everything',
  },
  { name: 'a rule that is none', from: 'FREQ=WEEKLY;BYDAY=SU', to: 'every sunday', says: '0.recurs.rule' },
  { name: 'a rule that recurs each minute', from: 'FREQ=WEEKLY;BYDAY=SU', to: 'FREQ=MINUTELY', says: '0.recurs.rule' },
  { name: 'an end before the beginning', from: '2026-12-06T02', to: '2026-12-01T02', says: 'ends before it begins' },
  { name: 'one name twice', from: 'move to the new cluster', to: 'weekly backup', says: 'two windows have one name' },
  { name: 'no time at all', from: 'once:', to: 'sometimes:', says: '1' },
])('refuses $name, and says so', ({ from, to, says }) => {
  expect(example).toContain(from);
  expect(() => parseWindows(example.replace(from, to))).toThrow(says);
});
