import { deploy, type Given, judged } from '../testSupport/given';
import { workersHeld } from './workersHeld';

const held: Given = {
  busy: { value: 1, normal: 0.2 },
  waiting: { value: 21, normal: 0 },
  rate: { value: 3, normal: 8 },
  own: { value: 0.05, normal: 0.05 },
  calls: { parts: { bank: 0.1 }, normalParts: { bank: 0.1 } },
};

test.each<{ name: string; given: Given; support: number }>([
  { name: 'all taken, many wait, and what ends is as fast as ever', given: held, support: 7 },
  { name: 'as much as usual is served still', given: { ...held, rate: { value: 8, normal: 8 } }, support: 6 },
  { name: 'all taken, and nobody waits', given: { ...held, waiting: 0 }, support: -1 },
  { name: 'free ones are left', given: { ...held, busy: 0.5 }, support: -2 },
  { name: 'it has more to do', given: { ...held, rate: { value: 20, normal: 8 } }, support: 0 },
  { name: 'all that it does takes longer', given: { ...held, own: { value: 2, normal: 0.05 } }, support: 0 },
  {
    name: 'it waits for another',
    given: { ...held, calls: { parts: { bank: 3 }, normalParts: { bank: 0.1 } } },
    support: 1,
  },
  { name: 'it waits for connections', given: { ...held, pool: { parts: { a: 4 } } }, support: 1 },
  { name: 'it computes', given: { ...held, cpu: { value: 1, normal: 0.1 } }, support: 4 },
  { name: 'its event loop is blocked', given: { ...held, loop: { value: 1, normal: 0.2 } }, support: 1 },
  { name: 'it gets no core', given: { ...held, wait: { parts: { a: 0.8 } } }, support: 1 },
  { name: 'it is asked again and again', given: { ...held, retries: { parts: { web: 2 } } }, support: 5 },
  { name: 'a worker of a queue', given: { ...held, queue: 300 }, support: 1 },
  { name: 'whether anybody waits is not known', given: { busy: 1 }, support: 0 },
])('$name', ({ given, support }) => expect(judged(workersHeld, given).support).toBe(support));

test('how long its calls take is not known', () => {
  const { calls: _, ...others } = held;
  expect(judged(workersHeld, others, { callees: ['bank'] }).support).toBe(4);
  expect(judged(workersHeld, others, { callees: [] }).support).toBe(7);
});

test('a restart; after a release the way back first', () => {
  expect(judged(workersHeld, held).actions).toEqual(['restart api']);
  expect(judged(workersHeld, held, { changes: [deploy(2)] }).actions).toEqual(['roll-back api 1', 'restart api']);
  expect(judged(workersHeld, held, { changes: [deploy(50)] }).actions).toEqual(['restart api']);
});
