import type { Edge } from '@autocura/common';
import { topologySource } from './topologySource';

const declared: Edge = { from: 'a', to: 'b', known: 'catalog' };
const seen: Edge = { from: 'a', to: 'b', known: 'traffic' };
const other: Edge = { from: 'b', to: 'c', known: 'traffic' };

test('what traffic shows stands above what the catalog declares, each pair once', async () => {
  const topology = topologySource({
    parts: [
      { name: 'catalog', edges: async () => [declared] },
      { name: 'traffic', edges: async () => [seen, other] },
    ],
    freshMs: 1000,
    now: () => new Date(0),
  });
  expect(await topology()).toEqual({ edges: [seen, other] });
});

test('a part that fails keeps its last word, and the answer says so', async () => {
  let now = 0;
  let works = true;
  const topology = topologySource({
    parts: [
      {
        name: 'traffic',
        edges: async () => {
          if (!works) throw new Error('no answer');
          return [seen];
        },
      },
    ],
    freshMs: 1000,
    now: () => new Date(now),
  });
  expect(await topology()).toEqual({ edges: [seen] });
  works = false;
  expect(await topology()).toEqual({ edges: [seen] });
  now = 1000;
  expect(await topology()).toEqual({ edges: [seen], unavailable: 'traffic: no answer' });
});
