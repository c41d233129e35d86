import type { Place } from './blame';
import { blameBox, blameBoxes, blameLine } from './blameDrawing';

const place = (service: string, depth: number, row: number): Place => ({ service, role: 'beside', depth, row });
const places = [place('gateway', 0, 0), place('cart', 1, 0), place('orders', 1, 1)];

test('where there is room, callers stand left of whom they call', () => {
  const { boxes, width, height } = blameBoxes(places, false);
  const [gateway, cart, orders] = ['gateway', 'cart', 'orders'].map(name => boxes.get(name)!);
  expect(gateway!.x + blameBox.width).toBeLessThan(cart!.x);
  expect(cart!.y + blameBox.height).toBeLessThan(orders!.y);
  expect([width, height]).toEqual([orders!.x + blameBox.width, orders!.y + blameBox.height]);
});

test('where there is none, callers stand above', () => {
  const { boxes } = blameBoxes(places, true);
  expect(boxes.get('gateway')!.y + blameBox.height).toBeLessThan(boxes.get('cart')!.y);
  expect(boxes.get('cart')!.y).toBe(boxes.get('orders')!.y);
});

test.each([false, true])('a call to the next leads straight, one past others around them (narrow: %s)', narrow => {
  const { boxes } = blameBoxes([...places, place('bank', 2, 0)], narrow);
  const at = (name: string) => boxes.get(name)!;
  const [, ...bends] = blameLine(at('gateway'), at('bank'), narrow).match(/-?[\d.]+ -?[\d.]+/g)!;
  const [straight] = blameLine(at('gateway'), at('cart'), narrow).match(/^M[\d.]+ [\d.]+/g)!;
  const across = (text: string) => Number(text.split(' ')[narrow ? 0 : 1]);
  expect(across(bends[0]!)).toBeGreaterThan(across(straight.slice(1)));
});
