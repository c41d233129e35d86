import type { Change } from '@autocura/common';
import { changesSince, standing } from './change';

const minutes = (count: number) => new Date(Date.UTC(2026, 0, 1, 0, count));
const release = (at: number, from: string, to: string, service = 'cart'): Change => ({
  ...{ id: `${service}/${at}`, kind: 'deploy', service, at: minutes(at).toISOString(), summary: to, from, to },
});

test.each<{ name: string; oldestFirst: Change[]; within: number[]; suspected: number[] }>([
  {
    name: 'what was released, taken back and released again is suspected',
    oldestFirst: [release(1, '1', '2'), release(2, '2', '1'), release(65, '1', '2')],
    within: [65],
    suspected: [65],
  },
  {
    name: 'also when only the first release is long ago',
    oldestFirst: [release(1, '1', '2'), release(15, '2', '1'), release(65, '1', '2')],
    within: [65],
    suspected: [65],
  },
  {
    name: 'what took back a release of long ago is not',
    oldestFirst: [release(1, '1', '2'), release(15, '2', '1')],
    within: [],
    suspected: [],
  },
  {
    name: 'what was taken back within the time stays with what took it back',
    oldestFirst: [release(15, '1', '2'), release(16, '2', '1')],
    within: [15, 16],
    suspected: [],
  },
  {
    name: 'another service takes nothing back',
    oldestFirst: [release(1, '1', '2', 'bank'), release(15, '2', '1')],
    within: [15],
    suspected: [15],
  },
])('$name', ({ oldestFirst, within, suspected }) => {
  const changes = changesSince([...oldestFirst].reverse(), minutes(10));
  const at = (some: Change[]) =>
    some.map(one => new Date(one.at).getUTCHours() * 60 + new Date(one.at).getUTCMinutes());
  expect(at(changes).reverse()).toEqual(within);
  expect(at(standing(changes))).toEqual(suspected);
});
