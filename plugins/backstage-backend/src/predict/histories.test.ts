import { Histories } from './histories';
import { type Lives, MadeCourses } from './testCourses';

const at = (seconds: number) => new Date(seconds * 1000);
const started = (lives: Lives, keptS = 100) => {
  const made = new MadeCourses(lives);
  const { source } = made;
  return { made, histories: new Histories({ source, signals: ['memory.used', 'memory.limit'], stepS: 10, keptS }) };
};
const rising: Lives = { cart: { 'memory.used': seconds => seconds, 'memory.limit': () => 2000 } };

test('the whole history is asked for once, and then what is new', async () => {
  const { made, histories } = started(rising);
  await histories.update(['cart'], at(1003));
  await histories.update(['cart'], at(1031));
  expect(made.asked.map(({ from, to }) => [from, to])).toEqual([
    [900, 1000],
    [1010, 1030],
  ]);
  const points = histories.of('cart', 'memory.used');
  expect(points.map(([time]) => time)).toEqual([930, 940, 950, 960, 970, 980, 990, 1000, 1010, 1020, 1030]);
});

test('nothing is asked before there can be something new', async () => {
  const { made, histories } = started(rising);
  expect(await histories.update(['cart'], at(1003))).toBe(true);
  expect(await histories.update(['cart'], at(1009))).toBe(false);
  expect(made.asked).toHaveLength(1);
});

test('a service that comes later has its whole history too', async () => {
  const { made, histories } = started({ ...rising, orders: { 'memory.used': () => 7 } });
  await histories.update(['cart'], at(1000));
  await histories.update(['cart', 'orders'], at(1010));
  expect(made.asked.slice(1)).toMatchObject([
    { services: ['cart'], from: 1010, to: 1010 },
    { services: ['orders'], from: 910, to: 1010 },
  ]);
  expect(histories.of('orders', 'memory.used')).toHaveLength(11);
});

test('what was missed while Prometheus was away is asked for again', async () => {
  const { made, histories } = started(rising);
  await histories.update(['cart'], at(1000));
  made.away = true;
  expect(await histories.update(['cart'], at(1010))).toBe(false);
  expect(await histories.update(['cart'], at(1020))).toBe(false);
  made.away = false;
  await histories.update(['cart'], at(1030));
  expect(made.asked.at(-1)).toMatchObject({ from: 1010, to: 1030 });
  expect(histories.of('cart', 'memory.used').at(-2)).toEqual([1020, 1020]);
});

test('a share is of the same moment, and of nothing there is none', async () => {
  const { histories } = started({
    cart: { 'memory.used': seconds => seconds, 'memory.limit': seconds => (seconds < 960 ? undefined : 2000) },
  });
  await histories.update(['cart'], at(1000));
  expect(histories.of('cart', 'memory.used', 'memory.limit')).toEqual([
    [960, 0.48],
    [970, 0.485],
    [980, 0.49],
    [990, 0.495],
    [1000, 0.5],
  ]);
  expect(histories.of('none', 'memory.used')).toEqual([]);
});
