import fc from 'fast-check';
import { doubts } from './doubts';
import { worthOf, type WorthRow } from './worth';

const row = (about: Partial<WorthRow>): WorthRow => ({
  failureMode: 'memory-leak',
  action: 'restart',
  service: 'cart',
  healed: 0,
  notHealed: 0,
  worse: 0,
  inconclusive: 0,
  denied: 0,
  ...about,
});
const remedy = ({ failureMode, action, service }: WorthRow) => ({ failureMode, action, service });

describe('the worth of a remedy', () => {
  test.each<{ name: string; rows: WorthRow[]; worth: number }>([
    { name: 'nothing is known', rows: [], worth: 1 / 2 },
    { name: 'healed twice', rows: [row({ healed: 2 })], worth: 3 / 4 },
    { name: 'failed twice, once for the worse', rows: [row({ notHealed: 1, worse: 1 })], worth: 1 / 4 },
    { name: 'the inconclusive say nothing', rows: [row({ inconclusive: 9 })], worth: 1 / 2 },
    { name: 'as it went elsewhere', rows: [row({ service: 'orders', healed: 2 })], worth: 3 / 4 },
    {
      name: 'what it did itself outweighs what others did',
      rows: [row({ service: 'orders', healed: 8 }), row({ notHealed: 4 })],
      worth: (2 * 0.9) / 6,
    },
    { name: 'another action says nothing', rows: [row({ action: 'scale', healed: 5 })], worth: 1 / 2 },
    { name: 'another failure mode says nothing', rows: [row({ failureMode: 'overload', healed: 5 })], worth: 1 / 2 },
  ])('$name', ({ rows, worth }) => expect(worthOf(rows)(remedy(row({})))).toBeCloseTo(worth));

  test('stays between never and always, and one more success never lowers it', () => {
    const count = fc.nat(50);
    fc.assert(
      fc.property(count, count, count, (healed, notHealed, worse) => {
        const at = (more: number) => worthOf([row({ healed: healed + more, notHealed, worse })])(remedy(row({})));
        return at(0) > 0 && at(0) < 1 && at(1) >= at(0);
      }),
    );
  });
});

describe('the doubt about a failure mode', () => {
  test.each<{ name: string; rows: WorthRow[]; doubt: number }>([
    { name: 'nobody said no', rows: [row({ healed: 2 })], doubt: 0 },
    { name: 'one no', rows: [row({ denied: 1 })], doubt: 2 },
    { name: 'it proved right since', rows: [row({ denied: 1, healed: 3 })], doubt: 0.5 },
    { name: 'many times no', rows: [row({ denied: 20 })], doubt: 6 },
    { name: 'a no at another service', rows: [row({ service: 'orders', denied: 3 })], doubt: 0 },
    { name: 'a no to another cause', rows: [row({ failureMode: 'overload', denied: 3 })], doubt: 0 },
  ])('$name', ({ rows, doubt }) => expect(doubts(rows)('cart', 'memory-leak')).toBe(doubt));
});
