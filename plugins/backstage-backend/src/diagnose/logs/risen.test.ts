import { firstError, risen } from '.';

const kind = (service: string, before: number, since: number, isError = false) => ({ service, isError, before, since });

test.each([
  { name: 'an error that was never written before, once', of: kind('a', 0, 1, true), found: true },
  { name: 'a word that was never written before, once', of: kind('a', 0, 1), found: false },
  { name: 'a word that was never written before, three times', of: kind('a', 0, 3), found: true },
  { name: 'as often as usual', of: kind('a', 300, 100, true), found: false },
  { name: 'ten times as often as usual', of: kind('a', 30, 100, true), found: true },
  { name: 'twice as often as usual', of: kind('a', 300, 200, true), found: false },
  { name: 'a few more where few are usual', of: kind('a', 1, 3, true), found: false },
  { name: 'less than usual', of: kind('a', 300, 0, true), found: false },
])('$name: $found', ({ of, found }) => expect(risen([of], 1 / 3)).toHaveLength(found ? 1 : 0));

test('errors come first, then what is new, and no service takes all places', () => {
  const many = Array.from({ length: 9 }, (_, i) => kind('a', 0, 50 + i));
  expect(risen([...many, kind('b', 3, 90), kind('c', 0, 2, true)], 1 / 3).map(({ service }) => service)).toEqual([
    ...['c', 'a', 'a', 'a', 'b'],
  ]);
});

const line = (service: string, trace: string, second: number, isError = true) => ({
  ...{ service, trace, isError, at: `2026-01-01T00:00:0${second}.000Z` },
});

test('requests failed first where the first error of most of them was written', () =>
  expect(
    firstError([
      ...['1', '2', '3'].flatMap(trace => [
        line('cart', trace, 3),
        line('bank', trace, 2),
        line('bank', trace, 1, false),
      ]),
      line('cart', '4', 3),
    ]),
  ).toEqual({ service: 'bank', traces: 3, of: 4 }));

test.each([
  { name: 'few requests', lines: [line('bank', '1', 1), line('bank', '2', 1)] },
  {
    name: 'requests that fail first here and there',
    lines: ['a', 'b', 'c', 'd'].map((one, i) => line(one, String(i), 1)),
  },
  { name: 'no errors', lines: ['1', '2', '3'].map(trace => line('bank', trace, 1, false)) },
])('$name tell nothing', ({ lines }) => expect(firstError(lines)).toBeUndefined());
