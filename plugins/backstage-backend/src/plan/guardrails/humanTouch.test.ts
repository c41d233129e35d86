import { ago, aPastAction, limited, restartCart, someFacts } from '../examples';
import type { Facts } from '../facts';
import { humanTouch } from './humanTouch';

const ana = 'user:default/ana';
const judge = (facts: Partial<Facts>) =>
  humanTouch.judge(limited({ handsOffMs: 30 * 60_000 }, { step: restartCart }), someFacts(facts));
const touch = { service: 'cart', at: ago(29), by: ana, says: 'Scale cart to 3' };

test('G-64 what a person changed half an hour ago is only proposed to be changed', () => {
  expect(judge({ touched: [touch] })).toEqual({
    decision: 'ask',
    reason: `${ana} changed it at ${ago(29)}: Scale cart to 3`,
  });
  expect(judge({ touched: [{ ...touch, at: ago(30) }] })).toBeUndefined();
  expect(judge({ touched: [{ ...touch, service: 'orders' }] })).toBeUndefined();
});

test('G-64 so is what a person had us do', () => {
  expect(judge({ recent: [aPastAction({ at: ago(5), askedBy: ana })] })?.reason).toContain('restart cart');
  expect(judge({ recent: [aPastAction({ at: ago(5), askedBy: ana, target: 'orders' })] })).toBeUndefined();
  expect(judge({ recent: [aPastAction({ at: ago(5) })] })).toBeUndefined();
});

test('G-64 and what a person took back', () => {
  const undone = aPastAction({ at: ago(50), undoneAt: ago(5), undoneBy: ana });
  expect(judge({ recent: [undone] })?.reason).toContain('restart cart was taken back');
  expect(judge({ recent: [aPastAction({ at: ago(50), undoneAt: ago(5) })] })).toBeUndefined();
});
