import { isOfLogs, type SignalName } from '@autocura/common';
import { failureModes } from './failureModes';
import { type Given, judged } from './testSupport/given';

const sick: Record<string, Given> = {
  'disk-full': { free: { value: 0, normal: 0.9 } },
  'memory-leak': { kills: 1 },
  'pool-exhausted': {
    used: { parts: { 'api-0': 8 } },
    max: { parts: { 'api-0': 8 } },
    waiting: { parts: { 'api-0': 3 } },
  },
  'database-lock': { blocked: 3 },
  'database-down': { up: 0 },
  'crash-loop': { restarts: 3 },
};
const asking = failureModes.filter(({ asks }) => Object.values(asks).some(({ signal }) => isOfLogs(signal)));
const supportOf = (id: string, said: Given[string] | undefined, given = sick[id] ?? {}) =>
  judged(
    failureModes.find(mode => mode.id === id)!,
    { ...given, ...(said !== undefined && { said }) },
  ).support;

test('these ask logs, each what no other asks', () => {
  expect(asking.map(({ id }) => id).sort()).toEqual(Object.keys(sick).sort());
  const asked = asking.flatMap(({ asks }) =>
    Object.values(asks)
      .map(({ signal }): SignalName => signal)
      .filter(isOfLogs),
  );
  expect(new Set(asked).size).toBe(asking.length);
});

describe.each(asking)('$id', ({ id }) => {
  test('lines that say so speak for it', () =>
    expect(supportOf(id, { value: 0.5, normal: 0 })).toBeGreaterThan(supportOf(id, undefined)));

  test.each<{ name: string; said: Given[string] }>([
    { name: 'no line', said: { value: 0, normal: 0 } },
    { name: 'as many lines as usual', said: { value: 0.5, normal: 0.4 } },
  ])('$name says so: no sign', ({ said }) => expect(supportOf(id, said)).toBe(supportOf(id, undefined)));
});

test('where nobody measures the disk, its service may say that it is full', () =>
  expect(supportOf('disk-full', { value: 0.2, normal: 0 }, {})).toBe(3));
