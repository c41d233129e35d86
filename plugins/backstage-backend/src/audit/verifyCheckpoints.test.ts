import { hashOf, signedLine } from './checkpoint';
import { testKeys } from './testKeys';
import { readCheckpoints } from './verifyCheckpoints';

const ours = testKeys();
const theirs = testKeys();
const link = (sign: string) => sign.repeat(64);

function line(number: number, before: string, { by = ours, seq = number, hash = link('a'), at = 0 } = {}) {
  const heads: [string, number, string][] = [['incident/i1', seq, hash]];
  const time = new Date(at).toISOString();
  return signedLine({ number, at: time, before: before && hashOf(before), upTo: number, heads }, by.privateKey);
}
const first = line(1, '');
const second = line(2, first);
const third = line(3, second);
const problemsOf = (lines: string[], last?: number) =>
  readCheckpoints(lines, [ours.publicKey], last === undefined ? undefined : { number: last }).problems;

test('an unbroken row has no problem, in whatever order its files are given', () => {
  expect(readCheckpoints([third, first, second], [ours.publicKey], { number: 3 })).toEqual({
    checkpoints: 3,
    problems: [],
    heads: new Map([['incident/i1', { seq: 3, hash: link('a'), number: 3 }]]),
  });
});

test('a process that died right after writing is no problem', () => {
  const again = line(2, first, { at: 1000 });
  expect(problemsOf([first, second, again, third])).toEqual([]);
  expect(problemsOf([first, second, again, line(3, again)])).toEqual([]);
});

test.each<{ name: string; lines: string[]; last?: number; problems: string[] }>([
  { name: 'a line that was removed', lines: [first, third], problems: ['checkpoint 2 is missing'] },
  { name: 'an end that was cut off', lines: [first, second], last: 3, problems: ['checkpoint 3 is missing'] },
  { name: 'that all of it was removed', lines: [], last: 1, problems: ['checkpoint 1 is missing'] },
  {
    name: 'a line put in its place',
    lines: [first, line(2, first, { at: 9, seq: 1 }), third],
    problems: ['checkpoint 3 does not follow checkpoint 2'],
  },
  {
    name: 'a changed line',
    lines: [first.replace(link('a'), link('b'))],
    problems: ['line 1: it is not what was signed'],
  },
  {
    name: 'a line signed by another key',
    lines: [line(1, '', { by: theirs })],
    problems: [expect.stringContaining('a key that was not given')],
  },
  {
    name: 'a line signed by another key in our name',
    lines: [forged()],
    problems: ['line 1: it is not what was signed'],
  },
  {
    name: 'what is no line',
    lines: ['{"number":1}', 'x'],
    problems: ['line 1: it is no checkpoint', 'line 2: it is no checkpoint'],
  },
])('G-90 $name is found', ({ lines, last, problems }) => expect(problemsOf(lines, last)).toEqual(problems));

function forged() {
  const name = (JSON.parse(first) as { key: string }).key;
  return line(1, '', { by: theirs }).replace(/"key":"[0-9a-f]+"/, `"key":"${name}"`);
}
