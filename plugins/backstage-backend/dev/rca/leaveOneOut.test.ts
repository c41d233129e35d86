import { leaveOneOut, variants } from './leaveOneOut';

test('a variant that is best only on the system left out is not chosen for it', () => {
  const shares = { 'as chosen': { a: 0.5, b: 0.9, c: 0.9 }, other: { a: 1, b: 0.8, c: 0.8 } };
  expect(leaveOneOut(shares)).toEqual([
    { system: 'a', variant: 'as chosen', share: 0.5 },
    { system: 'b', variant: 'other', share: 0.8 },
    { system: 'c', variant: 'other', share: 0.8 },
  ]);
});

test('of several as good the chosen ones stay', () =>
  expect(leaveOneOut({ 'as chosen': { a: 1, b: 1 }, other: { a: 1, b: 1 } }).map(({ variant }) => variant)).toEqual([
    'as chosen',
    'as chosen',
  ]));

test('each constant is halved and doubled', () => expect(variants).toHaveLength(11));
