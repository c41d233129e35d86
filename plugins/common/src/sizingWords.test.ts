import type { SizingProposal } from './capacity';
import { sizingWords, toldSizings } from './sizingWords';
import { english } from './words';

const proposal: SizingProposal = {
  ...{
    id: 's1',
    service: 'cart',
    kind: 'replicas',
    unit: 'replicas',
    from: 4,
    to: 2,
    saves: 2,
    risk: 'low',
    fullest: 0.7,
  },
  demand: { signal: 'cpu.used', unit: 'cores', days: 14, samples: 9, p50: 0.2, p95: 0.4, p99: 0.5, most: 0.6 },
  ...{ at: '2026-07-01T10:00:00.000Z', state: 'open', step: { action: 'scale', target: 'cart', params: {} } },
};
const said = (more: Partial<SizingProposal>) => sizingWords(english, { ...proposal, ...more });

test('tells what changes, what that gains, and on what it rests', () => {
  const { change, gains, rests, came } = said({});
  expect(change).toMatch(/: 4 replicas → 2 replicas$/);
  expect(gains).toBe('Saves: 2 replicas · At its fullest: 70 %');
  expect(rests).toContain(
    'Used in all but one of a hundred moments: 0.5 cores (14 d) · It is done as an ordinary action',
  );
  expect(came).toBeUndefined();
});

test('what would cost more says what it costs', () => expect(said({ saves: -1 }).gains).toMatch(/^Costs: 1 replica /));

test('what cannot be done here does not say how', () => {
  const { step: _, ...declared } = proposal;
  expect(sizingWords(english, declared).rests).not.toContain('ordinary action');
});

test.each([
  { result: { at: '', saved: 2 }, says: 'Really saved: 2 replicas' },
  {
    result: { at: '', saved: 2, latencyBefore: 0.1, latencyAfter: 0.2 },
    says: /^Really saved: 2 replicas · 95th percentile before and after: 100 ms → 200 ms$/,
  },
])('tells what came of it: $says', ({ result, says }) =>
  expect(said({ state: 'measured', result }).came).toMatch(says),
);

test('what is no longer proposed is not told', () =>
  expect(toldSizings([proposal, { ...proposal, state: 'withdrawn' }])).toEqual([proposal]));
