import { optionsOf, UsageError } from './options';

test('lists may be repeated or have commas', () => {
  expect(optionsOf(['--fault', 'a,b', '--fault', 'c', '--seed', '2,3', '--arm', 'none'])).toMatchObject({
    faults: ['a', 'b', 'c'],
    seeds: [2, 3],
    arms: ['none'],
    quick: false,
  });
});

test.each([
  [['--quik'], /--quik/],
  [['something'], /something/],
  [['--arm', 'magic'], /--arm: no arm is called magic; there are autocura, none/],
  [['--seed', 'x'], /--seed: x is not a whole number/],
  [['--lane', '61'], /--lane: 61 is more than 60, the last one/],
  [['--name', '../there'], /--name: \.\.\/there/],
  [['--fault'], /--fault/],
])('%j is refused with a message that names it', (argv, message) => {
  expect(() => optionsOf(argv)).toThrow(UsageError);
  expect(() => optionsOf(argv)).toThrow(message);
});

test('foresight is asked for by its name', () => {
  expect(optionsOf([]).foresight).toBe(false);
  expect(optionsOf(['--foresight']).foresight).toBe(true);
});
