import { aPastAction, ago, inMinutes, limited, someFacts } from '../examples';
import { cooldown } from './cooldown';

const subject = limited({ cooldownMs: 10 * 60_000 });
const judge = (...recent: Parameters<typeof aPastAction>[0][]) =>
  cooldown.judge(subject, someFacts({ recent: recent.map(aPastAction) }));

test('G-23 a target that was just changed is left alone until the cooldown is over', () => {
  expect(judge({ at: ago(30) }, { at: ago(4) }, { at: ago(8) })).toMatchObject({
    decision: 'deny',
    until: inMinutes(6),
  });
});

test.each([
  { name: 'the cooldown is over on the minute', at: ago(10), target: 'cart' },
  { name: 'another target', at: ago(1), target: 'orders' },
])('$name', ({ at, target }) => expect(judge({ at, target })).toBeUndefined());

test('nothing was ever changed', () => expect(judge()).toBeUndefined());
