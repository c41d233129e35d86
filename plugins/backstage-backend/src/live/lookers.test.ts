import { everything } from '../store/scope';
import { Lookers } from './lookers';

const only = (...allowed: string[]) => ({ allowed, denied: [], others: false });
const [ana, bob] = ['user:default/ana', 'user:default/bob'];

function looking() {
  const clock = { now: new Date('2026-11-30T12:00:00Z') };
  const lookers = new Lookers(() => clock.now);
  lookers.saw(ana, everything);
  lookers.saw(bob, only('cart'));
  return { lookers, clock };
}

test.each([
  { name: 'one that speaks of cart', changes: [['cart']], told: [ana, bob] },
  { name: 'one that speaks of another service too', changes: [['cart', 'payment']], told: [ana] },
  { name: 'one that bob may see among others', changes: [['payment'], ['cart']], told: [ana, bob] },
  { name: 'one that everybody may see', changes: [[]], told: [ana, bob] },
  { name: 'none', changes: [], told: [] },
])('of changes that are $name, $told hear', ({ changes, told }) =>
  expect(looking().lookers.whoMaySee(changes)).toEqual(told),
);

test('what somebody may see is what they might the last time they asked', () => {
  const { lookers } = looking();
  lookers.saw(ana, only('orders'));
  expect(lookers.whoMaySee([['cart']])).toEqual([bob]);
});

test('who has not looked for two minutes is told nothing', () => {
  const { lookers, clock } = looking();
  clock.now = new Date('2026-11-30T12:02:00Z');
  lookers.saw(bob, only('cart'));
  clock.now = new Date('2026-11-30T12:02:01Z');
  expect(lookers.whoMaySee([['cart']])).toEqual([bob]);
  clock.now = new Date('2026-11-30T12:05:00Z');
  expect(lookers.none()).toBe(true);
});

test('programs do not look', () => {
  const lookers = new Lookers(() => new Date());
  lookers.saw('external:alertmanager', everything);
  expect(lookers.none()).toBe(true);
});
